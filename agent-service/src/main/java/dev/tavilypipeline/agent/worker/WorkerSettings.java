package dev.tavilypipeline.agent.worker;

import java.time.Duration;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.agent")
interface WorkerSettings {

    /** {@code PIPELINE_AGENT_CONCURRENCY}: runs at work in this replica at the same time. */
    @Allowed(from = "1", to = "1000", fix = "give the number of runs at the same time, 1 to 1000")
    int concurrency();

    /** {@code PIPELINE_AGENT_GRACE}: how long runs at work may go on after the order to stop. */
    Duration grace();

    /** Told by every run. */
    String version();
}
