package dev.tavilypipeline.collector.emit;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;

import dev.tavilypipeline.kit.start.PositiveTime;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.StartupEvent;

/** Refuses at start what could not work later. */
class EmitSettingsCheck {

    void check(@Observes @Priority(StartOrder.SETTINGS) StartupEvent start, EmitSettings settings) {
        PositiveTime.require("PIPELINE_MISSING_FACTS_PATIENCE", settings.missingFactsPatience(), "60s");
        PositiveTime.require("PIPELINE_EMIT_SWEEP_AFTER", settings.sweepAfter(), "30s");
        PositiveTime.require("PIPELINE_EMIT_SWEEP_EVERY", settings.sweepEvery(), "2s");
    }
}
