package dev.tavilypipeline.collector.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.collector.assemble.Fact;
import dev.tavilypipeline.collector.assemble.RunEventTypes;
import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.json.UnreadableRecordException;
import dev.tavilypipeline.kit.kafka.CloudEventHeaders;

/** Reads a fact out of a Kafka record, whatever its topic. */
final class FactReader {

    private FactReader() {
    }

    /** @throws UnreadableRecordException if this record can never be read */
    static Fact read(ConsumerRecord<byte[], byte[]> record) {
        return switch (record.topic()) {
            case Topics.RESEARCH_JOBS -> Fact.job(ContractJson.read(record.value(), ResearchJob.class).runId(),
                    CloudEventHeaders.requireId(record.headers()), text(record));
            case Topics.RESEARCH_CANCELLATIONS -> Fact.cancellation(
                    ContractJson.read(record.value(), CancelRequested.class).runId(),
                    CloudEventHeaders.requireId(record.headers()), text(record));
            case Topics.RUN_EVENTS -> runEvent(record);
            default -> throw new IllegalArgumentException("no facts are expected on topic " + record.topic());
        };
    }

    private static Fact runEvent(ConsumerRecord<byte[], byte[]> record) {
        JsonNode tree = ContractJson.readTree(record.value());
        if (RunEventTypes.isKnown(tree)) {
            RunEvent event = ContractJson.convert(tree, RunEvent.class);
            return new Fact(event.runId(), event.factKey(), text(record));
        }
        if (!tree.path("type").isTextual()) {
            throw new UnreadableRecordException("RunEvent: required field 'type' is missing");
        }
        return new Fact(runIdOf(tree), CloudEventHeaders.requireId(record.headers()), text(record));
    }

    private static UUID runIdOf(JsonNode tree) {
        try {
            return UUID.fromString(tree.path("run_id").asText());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("RunEvent: required field 'run_id' is missing or no UUID", e);
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }
}
