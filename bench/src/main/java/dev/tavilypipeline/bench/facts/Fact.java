package dev.tavilypipeline.bench.facts;

import java.time.Instant;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;

import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.Topics;

/**
 * A fact to be sent to Kafka.
 *
 * @param id the record's {@code ce_id}: two records of a topic with the same id are the same fact
 * @param body a record of the contract
 */
public record Fact(String topic, UUID runId, String id, String type, Instant at, Object body) {

    public static Fact of(ResearchJob job) {
        return new Fact(Topics.RESEARCH_JOBS, job.runId(), "job-of-" + job.runId(), ResearchJob.TYPE, job.requestedAt(), job);
    }

    public static Fact of(CancelRequested request) {
        return new Fact(Topics.RESEARCH_CANCELLATIONS, request.runId(), "cancellation-of-" + request.runId(),
                CancelRequested.TYPE, request.requestedAt(), request);
    }

    public static Fact of(RunEvent event) {
        return new Fact(Topics.RUN_EVENTS, event.runId(), event.factKey(), event.type(), event.occurredAt(), event);
    }

    public boolean endsRun() {
        return body instanceof RunFinished;
    }

    public byte[] json() {
        return Json.write(body);
    }

    public ProducerRecord<byte[], byte[]> toRecord() {
        return RecordSender.record(topic, runId, id, type, at, json());
    }
}
