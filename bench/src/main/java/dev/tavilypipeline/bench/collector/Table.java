package dev.tavilypipeline.bench.collector;

import java.util.List;
import java.util.Optional;

/** Prints the figures, and ratios of those that were measured in the same run. */
final class Table {

    private static final String ROW = "%-32s %10s %12s %16s %22s %14s%n";

    private Table() {
    }

    static void print(CollectorFigures collector, Figures connector, String connectorVersion) {
        System.out.printf(ROW, "", "facts", "facts a s", "CPU us a fact", "store's CPU us a fact", "resident MiB");
        List.of(collector.cold(), collector.warm(), connector).forEach(Table::print);
        System.out.printf(ROW, "collector / connector, warm", "",
                ratio(collector.warm().factsASecond(), connector.factsASecond()),
                ratio(collector.warm().cpuMicros(), connector.cpuMicros()),
                collector.warm().storeCpuMicros()
                        .flatMap(ours -> connector.storeCpuMicros().map(theirs -> ratio(ours, theirs))).orElse("-"),
                "");
        System.out.printf("%nThe connector is mongo-kafka-connect %s, with one task.%n", connectorVersion);
        System.out.printf("From a run's end to its envelope at 1,000 facts a second: p50 %d ms, p95 %d ms, of %d runs%n",
                collector.delays().percentile(50), collector.delays().percentile(95), collector.delays().sorted().size());
    }

    private static void print(Figures figures) {
        System.out.printf(ROW, figures.name(), figures.facts(), "%.0f".formatted(figures.factsASecond()),
                micros(Optional.of(figures.cpuMicros())), micros(figures.storeCpuMicros()), figures.residentMib());
    }

    private static String micros(Optional<Double> micros) {
        return micros.map("%.1f"::formatted).orElse("-");
    }

    private static String ratio(double one, double other) {
        return "%.2f".formatted(one / other);
    }
}
