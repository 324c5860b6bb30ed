package dev.tavilypipeline.agent.worker;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;

import dev.tavilypipeline.kit.start.PositiveTime;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.StartupEvent;

/** Refuses at start what could not work later. */
class WorkerSettingsCheck {

    private static final int MOST_CONCURRENT = 1_000;

    void check(@Observes @Priority(StartOrder.SETTINGS) StartupEvent start, WorkerSettings settings) {
        if (settings.concurrency() < 1 || settings.concurrency() > MOST_CONCURRENT) {
            throw new SettingRefusedException("PIPELINE_AGENT_CONCURRENCY", Integer.toString(settings.concurrency()),
                    "give the number of runs at the same time, 1 to " + MOST_CONCURRENT);
        }
        PositiveTime.require("PIPELINE_AGENT_GRACE", settings.grace(), "30s");
    }
}
