package dev.tavilypipeline.bench.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How long it took from the end of each run to its envelope.
 *
 * @param sorted milliseconds, the shortest first
 */
record Delays(List<Long> sorted) {

    /** @param envelopes when the envelope of each run was written; it has at least the runs of {@code ends} */
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
