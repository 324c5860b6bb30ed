package dev.tavilypipeline.bench.harness;

import java.util.stream.Stream;

/** What a service answers at {@code /q/metrics}, in the text format of Prometheus. */
public record Metrics(String text) {

    /** The sum of a metric over all label values; only over lines with all the given labels, such as {@code area="heap"}. */
    public double sum(String name, String... labels) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
