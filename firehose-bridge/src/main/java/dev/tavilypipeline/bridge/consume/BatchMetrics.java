package dev.tavilypipeline.bridge.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RefusedRow;
import dev.tavilypipeline.bridge.split.Table;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What the consumer has read, delivered and sent to the dead letters, how fresh it was, and how long it has been held up. Of
 * what is not in hand any more, rows read are rows delivered and rows refused.
 */
@ApplicationScoped
class BatchMetrics {

    private final Map<Table, Counter> read;
    private final Map<Table, Counter> delivered;
    private final Map<Table, Counter> refused;
    private final Timer freshness;
    private final MeterRegistry registry;
    private final Clock clock = Clock.systemUTC();

    BatchMetrics(MeterRegistry registry, Destination destination) {
        this.registry = registry;
        read = counters("pipeline.bridge.rows.read", "rows read, those read again included", destination);
        delivered = counters("pipeline.bridge.rows", "rows delivered", destination);
        refused = counters("pipeline.bridge.rows.refused", "rows that went to the dead letters with their envelope",
                destination);
        freshness = Timer.builder("pipeline.bridge.freshness")
                .description("from the collector's emitting an envelope to its rows being delivered")
                .serviceLevelObjectives(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2),
                        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1),
                        Duration.ofMinutes(5), Duration.ofMinutes(15))
                .register(registry);
    }

    private Map<Table, Counter> counters(String name, String description, Destination destination) {
        Map<Table, Counter> counters = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            counters.put(table, Counter.builder(name).tag("table", table.prefix()).tag("destination", destination.name())
                    .description(description).register(registry));
        }
        return counters;
    }

    void watch(InFlightBatches deliveries) {
        Gauge.builder("pipeline.bridge.oldest.unacknowledged.age", deliveries, this::ageInHand).baseUnit("seconds")
                .description("age of the oldest record in hand, 0 where there is none")
                .strongReference(true).register(registry);
        Gauge.builder("pipeline.bridge.in.hand", deliveries, InFlightBatches::bytesInHand).baseUnit("bytes")
                .description("what is gathered and on its way").strongReference(true).register(registry);
    }

    void taken(PollBatch polled) {
        for (PartitionRows partition : polled.partitions()) {
            partition.rows().forEach((table, rows) -> read.get(table).increment(rows.size()));
        }
    }

    void delivered(DeliveryBatch batch, List<PartitionRows> rows, List<RefusedRow> notTaken) {
        Map<Table, Long> dead = notTaken.stream()
                .collect(Collectors.groupingBy(one -> one.row().table(), Collectors.counting()));
        for (Table table : Table.values()) {
            long all = rows.stream().mapToLong(part -> part.rows().getOrDefault(table, List.of()).size()).sum();
            long lost = dead.getOrDefault(table, 0L);
            delivered.get(table).increment((double) (all - lost));
            refused.get(table).increment((double) lost);
        }
        Instant now = clock.instant();
        batch.polls().forEach(poll -> poll.emittedAt()
                .forEach(emitted -> freshness.record(Duration.between(emitted, now))));
    }

    private double ageInHand(InFlightBatches deliveries) {
        Instant oldest = deliveries.oldestInHand();
        return oldest.equals(Instant.MAX) ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }
}
