package dev.tavilypipeline.collector.emit;

import java.time.Duration;

import jakarta.enterprise.event.Observes;

import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.quarkus.runtime.StartupEvent;

/** Refuses at start what could not work later. */
class EmitSettingsCheck {

    void check(@Observes StartupEvent start, EmitSettings settings) {
        requirePositive("PIPELINE_MISSING_FACTS_PATIENCE", settings.missingFactsPatience());
        requirePositive("pipeline.emit.sweep-after", settings.sweepAfter());
        requirePositive("pipeline.emit.sweep-every", settings.sweepEvery());
    }

    private static void requirePositive(String setting, Duration given) {
        if (given.isZero() || given.isNegative()) {
            throw new SettingRefusedException(setting, given.toString(), "give a time above zero, such as 30s");
        }
    }
}
