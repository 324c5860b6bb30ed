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
 * Three streams, one a table, in parallel. A blocked stream blocks the batches that have rows for it; the rows of these batches
 * for the other streams are delivered, once.
 *
 * <p>
 * <b>Delivery guarantees.</b> At least once. Sent again are a call whose response is lost, the batches in flight when a process
 * is killed, and an accepted row that has to prove that a stream works.
 */
public final class FirehoseDestination implements Destination, AutoCloseable {

    private static final BatchPolicy BATCH_POLICY = BatchPolicy.ofMib(Duration.ofSeconds(5), 4, 24, 3);
    private static final Duration SHORTEST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    private final FirehoseApi api;
    private final Map<Table, StreamDelivery> streams = new EnumMap<>(Table.class);
    private final List<StreamCheck> checks = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(FirehoseDestination::thread);

    FirehoseDestination(FirehoseApi api, StreamNames names, FirehoseSettings settings, FirehoseMetrics metrics, Clock clock) {
        this.api = api;
        Quota quota = new Quota(settings.recordsPerSecond(), settings.callsPerSecond(), settings.mibPerSecond() * (1 << 20));
        // a larger call than a second's quota would always be throttled
        CallLimits limits = CallLimits.FIREHOSE.withCallBytesAtMost((long) quota.bytes());
        StreamContext context = new StreamContext(api, new Semaphore(settings.callsAtOnce()),
                () -> new Backoff(SHORTEST_DELAY, LONGEST_DELAY, ThreadLocalRandom.current()), settings.blockedRetryDelay(),
                metrics,
                clock);
        for (Table table : Table.values()) {
            StreamDelivery stream = new StreamDelivery(table, names.of(table), context, limits,
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
            List<RejectedRow> rejected = new ArrayList<>();
            for (Future<List<RejectedRow>> part : parts) {
                rejected.addAll(part.get());
            }
            return rejected;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while delivering to Firehose, as at a stop");
        } catch (ExecutionException e) {
            throw new IOException("a delivery to Firehose failed", e.getCause());
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
