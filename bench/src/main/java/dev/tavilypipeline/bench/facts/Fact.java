package dev.tavilypipeline.bench.facts;

import java.time.Instant;
import java.util.UUID;

import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.Topics;

/**
 * A fact on its way to Kafka.
 *
 * @param id the record's {@code ce_id}
 * @param body what becomes its JSON
 */
public record Fact(String topic, UUID runId, String id, String type, Instant at, Object body) {

    static Fact of(ResearchJob job) {
        return new Fact(Topics.RESEARCH_JOBS, job.runId(), job.runId().toString(), ResearchJob.TYPE, job.requestedAt(), job);
    }

    static Fact of(RunEvent event) {
        return new Fact(Topics.RUN_EVENTS, event.runId(), event.factKey(), event.type(), event.occurredAt(), event);
    }

    public boolean endsItsRun() {
        return body instanceof RunFinished;
    }
}
