package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Decorrelated jitter: each delay is random between the shortest and three times the previous one, at most the longest. */
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

    /** After a success: the next delay is short. */
    void reset() {
        lastMillis = shortest.toMillis();
    }
}
