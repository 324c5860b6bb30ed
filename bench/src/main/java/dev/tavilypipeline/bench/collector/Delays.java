package dev.tavilypipeline.bench.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * From a run's end to its envelope.
 *
 * @param sorted in milliseconds, the shortest first
 */
record Delays(List<Long> sorted) {

    /** @param envelopes the time of each run's, the runs that ended among them */
    static Delays between(Map<UUID, Instant> ends, Map<UUID, Instant> envelopes) {
        return new Delays(ends.entrySet().stream()
                .map(end -> Duration.between(end.getValue(), envelopes.get(end.getKey())).toMillis())
                .sorted()
                .toList());
    }

    long percentile(int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
