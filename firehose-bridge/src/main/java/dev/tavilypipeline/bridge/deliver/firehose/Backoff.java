package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Decorrelated jitter: each pause is random between the shortest and three times the former, and never above the longest. */
final class Backoff {

    private final Duration shortest;
    private final Duration longest;
    private final RandomGenerator random;
    private long lastMillis;

    Backoff(Duration shortest, Duration longest, RandomGenerator random) {
        this.shortest = shortest;
        this.longest = longest;
        this.random = random;
        this.lastMillis = shortest.toMillis();
    }

    Duration next() {
        long least = shortest.toMillis();
        lastMillis = Math.min(longest.toMillis(), random.nextLong(least, Math.max(least + 1, 3 * lastMillis)));
        return Duration.ofMillis(lastMillis);
    }

    /** Something got through: the next pause is a short one. */
    void reset() {
        lastMillis = shortest.toMillis();
    }
}
