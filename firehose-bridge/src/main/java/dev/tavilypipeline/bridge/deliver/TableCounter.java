package dev.tavilypipeline.bridge.deliver;

import java.util.EnumMap;
import java.util.Map;

import dev.tavilypipeline.bridge.split.Table;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** A counter for each table, each there from the start, with 0. */
public final class TableCounter {

    private final Map<Table, Counter> counters = new EnumMap<>(Table.class);

    /** @param tags names and values in turn, beside the table's */
    public TableCounter(MeterRegistry registry, String name, String description, String unit, String... tags) {
        for (Table table : Table.values()) {
            counters.put(table, Counter.builder(name).tag("table", table.prefix()).tags(tags).description(description)
                    .baseUnit(unit).register(registry));
        }
    }

    public void add(Table table, double amount) {
        counters.get(table).increment(amount);
    }
}
