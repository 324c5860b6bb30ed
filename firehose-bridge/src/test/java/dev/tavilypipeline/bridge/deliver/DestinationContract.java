package dev.tavilypipeline.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.Envelopes;
import dev.tavilypipeline.bridge.split.EnvelopeSplitter;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.kit.json.ContractJson;

/** What every destination must pass. */
public abstract class DestinationContract {

    private final EnvelopeSplitter splitter = new EnvelopeSplitter();

    protected abstract Destination destination();

    /** Fails unless every row of the batch is at the destination, at least once. */
    protected abstract void assertDelivered(List<PartitionRows> batch) throws IOException;

    @Test
    void shouldDeliverEveryRow() throws IOException, InterruptedException {
        List<PartitionRows> batch = List.of(rows(0, 10, 3), rows(7, 0, 1));

        destination().deliver(batch);

        assertDelivered(batch);
    }

    @Test
    void shouldDeliverTheSameBatchTwice() throws IOException, InterruptedException {
        List<PartitionRows> batch = List.of(rows(0, 10, 3));
        destination().deliver(batch);

        destination().deliver(batch);

        assertDelivered(batch);
    }

    @Test
    void shouldDeliverRecordsAgainInABatchOfOtherOffsets() throws IOException, InterruptedException {
        PartitionRows first = rows(0, 10, 1);
        PartitionRows second = rows(0, 11, 1);
        destination().deliver(List.of(first));
        PartitionRows both = joined(first, second);

        destination().deliver(List.of(both));

        assertDelivered(List.of(both));
    }

    @Test
    void shouldAcceptAPartitionWithoutRows() throws IOException, InterruptedException {
        List<PartitionRows> batch = List.of(PartitionRows.of(3, 5, 5, Instant.EPOCH, List.of()));

        destination().deliver(batch);

        assertDelivered(batch);
    }

    @Test
    void shouldPassItsCheckBeforeTheFirstDelivery() {
        assertThatNoException().isThrownBy(() -> destination().check());
    }

    /** The rows of {@code count} records of a partition. */
    protected final PartitionRows rows(int partition, long firstOffset, int count) {
        List<Row> rows = IntStream.range(0, count)
                .mapToObj(i -> splitter.split(partition, firstOffset + i, ContractJson.write(Envelopes.withCalls(2))))
                .flatMap(envelope -> envelope.rows().stream()).toList();
        return PartitionRows.of(partition, firstOffset, firstOffset + count - 1, Instant.parse("2026-03-01T23:59:59.999Z"),
                rows);
    }

    private static PartitionRows joined(PartitionRows first, PartitionRows second) {
        List<Row> rows = Stream.of(first, second)
                .flatMap(part -> part.rows().values().stream()).flatMap(List::stream).toList();
        return PartitionRows.of(first.partition(), first.firstOffset(), second.lastOffset(), first.firstTimestamp(), rows);
    }
}
