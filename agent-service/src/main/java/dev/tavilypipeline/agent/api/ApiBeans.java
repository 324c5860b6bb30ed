package dev.tavilypipeline.agent.api;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.uuid.Generators;

import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.publish.JobPublisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Wires what single jobs, batches and retries share. */
class ApiBeans {

    @Produces
    @Singleton
    RecentJobs recentJobs(TimeSource time) {
        return new RecentJobs(Generators.timeBasedEpochGenerator()::generate, time::now);
    }

    @Produces
    @Singleton
    JobSubmission jobSubmission(JobPublisher jobs, RunReader runs, RecentJobs recent, TimeSource time,
            MeterRegistry metrics) {
        Counter accepted = metrics.counter("pipeline.jobs.accepted");
        return new JobSubmission(jobs::append, runs::isDeleted, recent, time, accepted::increment);
    }
}
