package dev.tavilypipeline.bridge.consume;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.kit.kafka.TraceHeaders;
import dev.tavilypipeline.kit.tracing.SpanAttributes;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;

/**
 * A span for each envelope of a batch, in the trace of its run, until all its rows are delivered or it is a dead letter. All
 * of them are linked to the span of the batch, which is a trace of its own: its records belong to many runs.
 */
final class DeliverySpans implements AutoCloseable {

    private static final DeliverySpans OFF = new DeliverySpans(Span.getInvalid(), Map.of());

    private final Span batch;
    private final Map<ConsumerRecord<byte[], byte[]>, Span> envelopes;

    private DeliverySpans(Span batch, Map<ConsumerRecord<byte[], byte[]>, Span> envelopes) {
        this.batch = batch;
        this.envelopes = envelopes;
    }

    static DeliverySpans start(Tracing tracing, String destination, DeliveryBatch delivery) {
        if (!tracing.isOn()) {
            return OFF;
        }
        Span batch = tracing.child("deliver " + destination, SpanKind.CLIENT, null)
                .setAttribute(longKey("messaging.batch.message_count"),
                        delivery.polls().stream().mapToLong(poll -> poll.records().size()).sum())
                .startSpan();
        Map<ConsumerRecord<byte[], byte[]>, Span> envelopes = new HashMap<>();
        delivery.polls().forEach(poll -> {
            Map<Long, Long> rows = rowsByOffset(poll);
            poll.records().forEach(record -> envelopes.put(record,
                    start(tracing, destination, record, rows.getOrDefault(record.offset(), 0L), batch)));
        });
        return new DeliverySpans(batch, envelopes);
    }

    private static Map<Long, Long> rowsByOffset(PollBatch poll) {
        Map<Long, Long> rows = new HashMap<>();
        poll.rows().rows().values().stream().flatMap(List::stream).map(Row::offset)
                .forEach(offset -> rows.merge(offset, 1L, Long::sum));
        return rows;
    }

    private static Span start(Tracing tracing, String destination, ConsumerRecord<byte[], byte[]> record, long rows,
            Span batch) {
        SpanBuilder span = tracing.child("process " + record.topic(), SpanKind.CONSUMER, TraceHeaders.of(record.headers()));
        SpanAttributes.at(SpanAttributes.ofKafka(span, "process", record.topic()), record.partition(), record.offset())
                .setAttribute(stringKey("pipeline.destination"), destination)
                .setAttribute(longKey("pipeline.rows"), rows);
        addRunId(record.key(), span);
        return Tracing.link(span, Tracing.traceparent(batch)).startSpan();
    }

    /** A key that is no run_id may have anything in it. */
    private static void addRunId(byte[] key, SpanBuilder span) {
        try {
            span.setAttribute(SpanAttributes.RUN_ID,
                    UUID.fromString(new String(key == null ? new byte[0] : key, UTF_8)).toString());
        } catch (IllegalArgumentException e) {
            // the span does without
        }
    }

    /** @param undelivered the records that are dead letters now */
    void delivered(Set<ConsumerRecord<byte[], byte[]>> undelivered) {
        envelopes.forEach((record, span) -> Tracing.end(span, undelivered.contains(record) ? "dead_letter" : null));
    }

    /** What has not ended was interrupted. */
    @Override
    public void close() {
        envelopes.values().stream().filter(Span::isRecording).forEach(span -> Tracing.end(span, "interrupted"));
        batch.end();
    }
}
