package dev.tavilypipeline.collector.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * The records that were taken and are not acknowledged yet. The framework's own watch over them would close the consumer for
 * good; this one only tells.
 */
final class InFlightBatches {

    private final Clock clock;
    private final Queue<Batch> batches = new ConcurrentLinkedQueue<>();

    InFlightBatches(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param oldest when the first of the records was written
     * @param taken when they were taken
     */
    private record Batch(Instant oldest, Instant taken) {
    }

    void taken(Instant oldest) {
        batches.add(new Batch(oldest, clock.instant()));
    }

    /** The batch that was taken first. */
    void acknowledged() {
        batches.remove();
    }

    /** Zero where none is in hand. */
    Duration ageOfOldest() {
        return sinceFirst(Batch::oldest);
    }

    /** Zero where none is in hand. */
    Duration held() {
        return sinceFirst(Batch::taken);
    }

    private Duration sinceFirst(Function<Batch, Instant> time) {
        return Optional.ofNullable(batches.peek()).map(time).map(since -> Duration.between(since, clock.instant()))
                .filter(age -> !age.isNegative()).orElse(Duration.ZERO);
    }
}
