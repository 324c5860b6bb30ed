package dev.tavilypipeline.bridge.deliver.objects;

import java.util.EnumMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tavilypipeline.bridge.split.Table;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts published objects; one that existed already is not counted again. */
@ApplicationScoped
public class ObjectMetrics {

    private final Map<Table, Counter> objects = new EnumMap<>(Table.class);
    private final Map<Table, Counter> bytes = new EnumMap<>(Table.class);

    ObjectMetrics(MeterRegistry registry) {
        for (Table table : Table.values()) {
            objects.put(table, Counter.builder("pipeline.bridge.objects").tag("table", table.prefix())
                    .description("objects written").register(registry));
            bytes.put(table, Counter.builder("pipeline.bridge.bytes").tag("table", table.prefix())
                    .description("their size as stored").baseUnit("bytes").register(registry));
        }
    }

    void written(Table table, long size) {
        objects.get(table).increment();
        bytes.get(table).increment((double) size);
    }
}
