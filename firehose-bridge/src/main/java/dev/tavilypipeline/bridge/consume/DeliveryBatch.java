package dev.tavilypipeline.bridge.consume;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.bridge.split.Row;

/**
 * Polled records that are delivered together. {@link InFlightBatches} guards its state and adds nothing once it has started.
 */
final class DeliveryBatch {

    enum State {
        /** It waits for more rows. */
        OPEN,
        /** It starts as soon as another delivery may start. Until then it takes more rows if it has room. */
        DUE,
        STARTED,
        DELIVERED
    }

    private final List<PollBatch> polls = new ArrayList<>();
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    private long bytes;
    private State state = State.OPEN;

    void add(PollBatch poll) {
        polls.add(poll);
        bytes += poll.bytes();
    }

    /** In the order of polling. */
    List<PollBatch> polls() {
        return polls;
    }

    long bytes() {
        return bytes;
    }

    /** Kafka's timestamp of the oldest record. */
    Instant oldest() {
        return polls.stream().map(poll -> poll.rows().firstTimestamp()).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /** Each partition's records, as one range where they follow each other without a gap. */
    List<PartitionRows> ranges() {
        return PartitionRows.joined(polls.stream().map(PollBatch::rows).toList());
    }

    /** The records for the dead letter topic, each once, with the reason. */
    Map<ConsumerRecord<byte[], byte[]>, String> deadLetters(List<RejectedRow> rejected) {
        Map<ConsumerRecord<byte[], byte[]>, String> reasons = new LinkedHashMap<>();
        polls.forEach(poll -> reasons.putAll(poll.unreadable()));
        rejected.forEach(one -> reasons.putIfAbsent(recordOf(one.row()), one.reason()));
        return reasons;
    }

    private ConsumerRecord<byte[], byte[]> recordOf(Row row) {
        return polls.stream().filter(poll -> poll.partition() == row.partition()).flatMap(poll -> poll.records().stream())
                .filter(record -> record.offset() == row.offset()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the row is not of this batch"));
    }

    /** Completes when its records and all that were polled before them may be committed. */
    CompletableFuture<Void> acknowledged() {
        return acknowledged;
    }

    void makeDue() {
        if (state == State.OPEN) {
            state = State.DUE;
        }
    }

    State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }
}
