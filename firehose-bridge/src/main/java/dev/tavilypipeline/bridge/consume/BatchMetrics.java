package dev.tavilypipeline.bridge.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.bridge.deliver.TableCounter;
import dev.tavilypipeline.bridge.split.Table;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The consumer's metrics. Rows read are rows delivered, rows rejected and the rows of deliveries that have not ended. */
@ApplicationScoped
class BatchMetrics {

    private final TableCounter read;
    private final TableCounter delivered;
    private final TableCounter rejected;
    private final Timer freshness;
    private final MeterRegistry registry;
    private final Clock clock = Clock.systemUTC();

    BatchMetrics(MeterRegistry registry, Destination destination) {
        this.registry = registry;
        read = counter("pipeline.bridge.rows.read", "rows whose delivery has started, rows read twice included", destination);
        delivered = counter("pipeline.bridge.rows", "rows delivered", destination);
        rejected = counter("pipeline.bridge.rows.rejected", "rows whose envelope went to the dead letter topic", destination);
        freshness = Timer.builder("pipeline.bridge.freshness")
                .description("time from emitting an envelope to delivering its rows")
                .serviceLevelObjectives(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2),
                        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1),
                        Duration.ofMinutes(5), Duration.ofMinutes(15))
                .register(registry);
    }

    private TableCounter counter(String name, String description, Destination destination) {
        return new TableCounter(registry, name, description, null, "destination", destination.name());
    }

    void observe(InFlightBatches inFlight) {
        Gauge.builder("pipeline.bridge.oldest.unacknowledged.age", inFlight, this::ageOfOldest).baseUnit("seconds")
                .description("age of the oldest record in flight, 0 if there is none").strongReference(true).register(registry);
        Gauge.builder("pipeline.bridge.in.flight", inFlight, InFlightBatches::bytes).baseUnit("bytes")
                .description("memory of the records that are polled and not acknowledged").strongReference(true)
                .register(registry);
    }

    void started(List<PartitionRows> ranges) {
        ranges.forEach(range -> range.rows().forEach((table, rows) -> read.add(table, rows.size())));
    }

    void delivered(DeliveryBatch batch, List<PartitionRows> ranges, List<RejectedRow> rejectedRows) {
        Map<Table, Long> rejections = rejectedRows.stream()
                .collect(Collectors.groupingBy(one -> one.row().table(), Collectors.counting()));
        for (Table table : Table.values()) {
            long all = ranges.stream().mapToLong(range -> range.rowsOf(table).size()).sum();
            long lost = rejections.getOrDefault(table, 0L);
            delivered.add(table, (double) (all - lost));
            rejected.add(table, (double) lost);
        }
        Instant now = clock.instant();
        batch.polls().forEach(poll -> poll.emittedAt().forEach(emitted -> freshness.record(Duration.between(emitted, now))));
    }

    private double ageOfOldest(InFlightBatches inFlight) {
        Instant oldest = inFlight.oldest();
        return oldest.equals(Instant.MAX) ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }
}
