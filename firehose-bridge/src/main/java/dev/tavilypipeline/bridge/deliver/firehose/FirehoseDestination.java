package dev.tavilypipeline.bridge.deliver.firehose;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.kit.aws.AwsClients;
import dev.tavilypipeline.kit.start.DestinationName;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Three streams, one a table, in parallel. A blocked stream blocks the batches that have rows for it; the rows of these batches
 * for the other streams are delivered, once.
 *
 * <p>
 * <b>Delivery guarantees.</b> At least once. Rows are delivered twice if a response is lost, if the process is killed with
 * batches in flight, and if an accepted row is sent once more to prove that a stream works.
 */
public final class FirehoseDestination implements Destination {

    private static final BatchPolicy BATCH_POLICY = new BatchPolicy(Duration.ofSeconds(5), 4, 24, 3);

    private final FirehoseApi api;
    private final Map<Table, StreamDelivery> streams = new EnumMap<>(Table.class);
    private final List<StreamCheck> checks = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(new DefaultThreadFactory("firehose", true));

    /** Refuses settings that cannot work. Sends nothing to AWS yet. */
    public FirehoseDestination(FirehoseSettings settings, AwsClients aws, MeterRegistry registry) {
        StreamNames names = StreamNames.of(settings);
        Clock clock = Clock.systemUTC();
        FirehoseMetrics metrics = new FirehoseMetrics(registry);
        double bytesPerSecond = settings.mibPerSecond() * (1 << 20);
        // a larger request than a second's quota would always be throttled
        Packer.Limits limits = Packer.Limits.FIREHOSE.withRequestBytesAtMost((long) bytesPerSecond);
        this.api = FirehoseApi.of(settings, aws);
        for (Table table : Table.values()) {
            StreamState state = new StreamState(clock);
            RateLimiter limiter = new RateLimiter(settings.recordsPerSecond(), settings.callsPerSecond(), bytesPerSecond,
                    System::nanoTime);
            streams.put(table, new StreamDelivery(table, names.of(table), api, state, limits, limiter,
                    settings.blockedRetryDelay(), metrics));
            checks.add(new StreamCheck(names.of(table), state, names, api, clock));
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
    public List<RejectedRow> deliver(List<PartitionRows> batch) throws IOException, InterruptedException {
        List<Callable<List<RejectedRow>>> parts = new ArrayList<>();
        streams.forEach((table, stream) -> {
            List<Row> rows = batch.stream().flatMap(range -> range.rowsOf(table).stream()).toList();
            if (!rows.isEmpty()) {
                parts.add(() -> stream.deliver(rows));
            }
        });
        try {
            List<RejectedRow> rejected = new ArrayList<>();
            for (Future<List<RejectedRow>> part : threads.invokeAll(parts)) {
                rejected.addAll(part.get());
            }
            return rejected;
        } catch (ExecutionException e) {
            throw new IOException("a delivery to Firehose failed", e.getCause());
        }
    }

    @Override
    public void check() throws IOException, InterruptedException {
        for (StreamCheck check : checks) {
            check.check();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        api.close();
    }
}
