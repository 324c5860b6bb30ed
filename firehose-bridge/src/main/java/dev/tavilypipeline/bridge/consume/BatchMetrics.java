package dev.tavilypipeline.bridge.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.split.Table;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the consumer has delivered, how fresh it was, and how long it has been held up. */
@ApplicationScoped
class BatchMetrics {

    private final Map<Table, Counter> rows = new EnumMap<>(Table.class);
    private final Timer freshness;
    private final Clock clock = Clock.systemUTC();
    private volatile Instant oldestInHand;

    BatchMetrics(MeterRegistry registry, Destination destination) {
        for (Table table : Table.values()) {
            rows.put(table, Counter.builder("pipeline.bridge.rows").tag("table", table.prefix())
                    .tag("destination", destination.name()).description("rows delivered").register(registry));
        }
        freshness = Timer.builder("pipeline.bridge.freshness")
                .description("from the collector's emitting an envelope to its rows being delivered")
                .serviceLevelObjectives(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2),
                        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1),
                        Duration.ofMinutes(5), Duration.ofMinutes(15))
                .register(registry);
        Gauge.builder("pipeline.bridge.oldest.unacknowledged.age", this, BatchMetrics::ageInHand).baseUnit("seconds")
                .description("age of the oldest record of the batch that is being delivered, 0 where there is none")
                .strongReference(true).register(registry);
    }

    void taken(Instant oldest) {
        oldestInHand = oldest;
    }

    void delivered(EnvelopeBatch batch) {
        for (PartitionRows partition : batch.partitions()) {
            partition.rows().forEach((table, delivered) -> rows.get(table).increment(delivered.size()));
        }
        Instant now = clock.instant();
        List<Instant> emittedAt = batch.emittedAt();
        emittedAt.forEach(emitted -> freshness.record(Duration.between(emitted, now)));
    }

    void acknowledged() {
        oldestInHand = null;
    }

    private double ageInHand() {
        Instant oldest = oldestInHand;
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }
}
