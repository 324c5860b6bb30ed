package dev.tavilypipeline.bench.kpis;

import java.util.Collection;
import java.util.List;

/**
 * @param millis in ascending order
 * @param failed how many requests were not answered as expected
 */
record Latencies(List<Double> millis, long failed) {

    Latencies {
        millis = millis.stream().sorted().toList();
    }

    /** The requests of all these together. */
    static Latencies of(Collection<Latencies> parts) {
        return new Latencies(parts.stream().flatMap(part -> part.millis.stream()).toList(),
                parts.stream().mapToLong(Latencies::failed).sum());
    }

    /** @param share such as 0.95 */
    double percentile(double share) {
        return millis.isEmpty() ? Double.NaN : millis.get((int) Math.min(millis.size() - 1L, (long) (share * millis.size())));
    }
}
