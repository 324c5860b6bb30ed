package dev.tavilypipeline.collector.ingest;

import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.UnreadableRecordException;
import dev.tavilypipeline.kit.kafka.CloudEventHeaders;
import dev.tavilypipeline.kit.kafka.TraceHeaders;

/** A fact and the record that it was read from. */
record ReceivedFact(Fact fact, ConsumerRecord<byte[], byte[]> record) {

    /** @throws UnreadableRecordException if the record can never be read */
    static ReceivedFact of(ConsumerRecord<byte[], byte[]> record) {
        Supplier<String> ceId = () -> CloudEventHeaders.requireId(record.headers());
        return new ReceivedFact(switch (record.topic()) {
            case Topics.RESEARCH_JOBS -> Fact.job(ceId.get(), record.value());
            case Topics.RESEARCH_CANCELLATIONS -> Fact.cancellation(ceId.get(), record.value());
            case Topics.RUN_EVENTS -> Fact.event(ceId, record.value());
            default -> throw new IllegalArgumentException("no facts are expected on topic " + record.topic());
        }, record);
    }

    /** The execution that wrote the fact; null if it is not traced. A job belongs to the request that submitted it. */
    String traceparent() {
        return record.topic().equals(Topics.RUN_EVENTS) ? TraceHeaders.of(record.headers()) : null;
    }

    /** {@code topic-partition-offset}. */
    String position() {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }
}
