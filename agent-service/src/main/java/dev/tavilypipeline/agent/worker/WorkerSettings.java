package dev.tavilypipeline.agent.worker;

import java.time.Duration;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.agent")
interface WorkerSettings {

    /** {@code PIPELINE_AGENT_CONCURRENCY}: how many runs this replica executes at the same time. */
    @Allowed(from = "1", to = "1000", fix = "give the number of runs at the same time, 1 to 1000")
    int concurrency();

    /** {@code PIPELINE_AGENT_GRACE}: how long runs may go on after the order to stop, or after their partition moves. */
    @Allowed(from = "1ms", to = "4m", fix = "give a time of up to 4m, such as 30s")
    Duration grace();

    /** {@code PIPELINE_RUN_DEADLINE}: after which a run makes no more calls. */
    @Allowed(from = "1s", to = "10m", fix = "give a time from 1s to 10m: the collector gives up a run after 15m without a fact")
    Duration deadline();

    /** {@code PIPELINE_SEARCH_CACHE}: whether equal searches share an answer. */
    boolean searchCache();

    /** {@code PIPELINE_SEARCH_CACHE_TTL}: how long they do. */
    Duration searchCacheTtl();

    /** {@code PIPELINE_SEARCH_CACHE_SIZE}: how many answers are kept, if they are not too large together. */
    @Allowed(from = "1", to = "1000000", fix = "give the number of answers to keep, such as 1000")
    int searchCacheSize();

    /** The version that {@code run_started} states. */
    String version();
}
