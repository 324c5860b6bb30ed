package dev.tavilypipeline.agent.research;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;

import dev.tavilypipeline.kit.start.StartOrder;
import dev.tavilypipeline.kit.start.WebAddress;
import io.quarkus.runtime.StartupEvent;

/** Finds a collector's address that cannot work at start, and not when the first client asks for a run. */
class CollectorAddressCheck {

    void check(@Observes @Priority(StartOrder.SETTINGS) StartupEvent event, ResearchSettings settings) {
        WebAddress.require("PIPELINE_COLLECTOR_URL", settings.url());
    }
}
