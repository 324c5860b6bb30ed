package dev.tavilypipeline.bridge.deliver.firehose;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.kit.start.DestinationName;

/**
 * Three streams, one a table, side by side: trouble with one holds the batches that have rows for it, and the others' rows of
 * these batches go through, once.
 *
 * <p>
 * <b>Delivery guarantees.</b> At least once. A call whose answer is lost is sent again, and so may be what a killed process had
 * on its way: at most the batches in flight.
 */
public final class FirehoseDestination implements Destination, AutoCloseable {

    private static final BatchPolicy BATCH_POLICY = BatchPolicy.ofMib(Duration.ofSeconds(5), 4, 24, 3);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final FirehoseApi api;
    private final Map<Table, StreamDelivery> streams = new EnumMap<>(Table.class);
    private final List<StreamCheck> checks = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(FirehoseDestination::thread);

    FirehoseDestination(FirehoseApi api, StreamNames names, FirehoseSettings settings, FirehoseMetrics metrics, Clock clock) {
        this.api = api;
        Quota quota = new Quota(settings.recordsPerSecond(), settings.callsPerSecond(), settings.mibPerSecond() * (1 << 20));
        // a call that takes more than a second's worth would be throttled whatever the pace
        CallLimits limits = CallLimits.FIREHOSE.withCallBytesAtMost((long) quota.bytes());
        StreamContext means = new StreamContext(api, new Semaphore(settings.callsAtOnce()),
                () -> new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE, ThreadLocalRandom.current()), settings.mendPause(), metrics,
                clock);
        for (Table table : Table.values()) {
            StreamDelivery stream = new StreamDelivery(table, names.of(table), means, limits,
                    new RateLimiter(quota, System::nanoTime));
            streams.put(table, stream);
            checks.add(new StreamCheck(stream, names, api, clock));
        }
    }

    @Override
    public String name() {
        return DestinationName.FIREHOSE.text();
    }

    @Override
    public BatchPolicy batchPolicy() {
        return BATCH_POLICY;
    }

    @Override
    public List<RejectedRow> deliver(List<PartitionRows> batch) throws IOException {
        List<Future<List<RejectedRow>>> parts = new ArrayList<>();
        streams.forEach((table, stream) -> {
            List<Row> rows = rows(batch, table);
            if (!rows.isEmpty()) {
                parts.add(threads.submit(() -> stream.deliver(rows)));
            }
        });
        try {
            List<RejectedRow> refused = new ArrayList<>();
            for (Future<List<RejectedRow>> part : parts) {
                refused.addAll(part.get());
            }
            return refused;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while delivering to Firehose, as at a stop");
        } catch (ExecutionException e) {
            throw new IOException("a delivery to Firehose broke off", e.getCause());
        } finally {
            parts.forEach(part -> part.cancel(true));
        }
    }

    private static List<Row> rows(List<PartitionRows> batch, Table table) {
        return batch.stream().flatMap(part -> part.rowsOf(table).stream()).toList();
    }

    @Override
    public void check() throws IOException {
        for (StreamCheck check : checks) {
            check.check();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        api.close();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "firehose");
        thread.setDaemon(true);
        return thread;
    }
}
