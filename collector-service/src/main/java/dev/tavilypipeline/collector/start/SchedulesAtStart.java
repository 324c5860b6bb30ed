package dev.tavilypipeline.collector.start;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;

/** Nothing is swept, abandoned, replayed or deleted before all settings were found to be good. */
class SchedulesAtStart {

    void begin(@Observes @Priority(Integer.MAX_VALUE) StartupEvent start, Scheduler scheduler) {
        scheduler.resume();
    }
}
