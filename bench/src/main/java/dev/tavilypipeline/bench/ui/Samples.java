package dev.tavilypipeline.bench.ui;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.tavilypipeline.bench.harness.Table;

/** Times in milliseconds. */
final class Samples {

    private final List<Double> millis = new ArrayList<>();

    void add(double time) {
        millis.add(time);
    }

    /** Adds a row with the median, the 95th percentile, the largest, and how many there are. */
    void row(Table table, String name, String target) {
        table.row(name, at(0.5), at(0.95), at(1), millis.size(), target);
    }

    private String at(double part) {
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return sorted.isEmpty() ? "-" : Table.number(sorted.get((int) Math.ceil(part * sorted.size()) - 1), 0);
    }
}
