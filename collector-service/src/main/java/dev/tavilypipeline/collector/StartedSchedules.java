package dev.tavilypipeline.collector;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;

/** No run is published, abandoned, replayed or purged before all settings were found to be valid. */
class StartedSchedules {

    void begin(@Observes @Priority(Integer.MAX_VALUE) StartupEvent start, Scheduler scheduler) {
        scheduler.resume();
    }
}
