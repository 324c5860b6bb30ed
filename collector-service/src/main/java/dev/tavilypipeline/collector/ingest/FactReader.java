package dev.tavilypipeline.collector.ingest;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.UnreadableRecordException;
import dev.tavilypipeline.kit.kafka.CloudEventHeaders;

/** Parses the facts of all topics. */
final class FactReader {

    private FactReader() {
    }

    /** @throws UnreadableRecordException if the record can never be read */
    static Fact read(ConsumerRecord<byte[], byte[]> record) {
        return switch (record.topic()) {
            case Topics.RESEARCH_JOBS -> Fact.job(CloudEventHeaders.requireId(record.headers()), record.value());
            case Topics.RESEARCH_CANCELLATIONS ->
                Fact.cancellation(CloudEventHeaders.requireId(record.headers()), record.value());
            case Topics.RUN_EVENTS -> Fact.event(() -> CloudEventHeaders.requireId(record.headers()), record.value());
            default -> throw new IllegalArgumentException("no facts are expected on topic " + record.topic());
        };
    }
}
