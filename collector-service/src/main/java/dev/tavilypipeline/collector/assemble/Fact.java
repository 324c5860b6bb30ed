package dev.tavilypipeline.collector.assemble;

import java.util.UUID;

/**
 * A fact about a run, as it is kept.
 *
 * @param key the same for every copy of the fact and for no other fact of the run
 * @param json the bytes as they were read, as text
 */
public record Fact(UUID runId, String key, String json) {

    static final String JOB_PREFIX = "job:";
    static final String CANCELLATION_PREFIX = "cancellation:";

    public static Fact job(UUID runId, String ceId, String json) {
        return new Fact(runId, JOB_PREFIX + ceId, json);
    }

    public static Fact cancellation(UUID runId, String ceId, String json) {
        return new Fact(runId, CANCELLATION_PREFIX + ceId, json);
    }
}
