package dev.tavilypipeline.agent.worker;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.agent")
interface WorkerSettings {

    /** {@code PIPELINE_AGENT_CONCURRENCY}: runs at work in this replica at the same time. */
    int concurrency();

    /** {@code PIPELINE_AGENT_GRACE}: how long runs at work may go on after the order to stop. */
    Duration grace();

    /** Told by every run. */
    String version();
}
