package dev.tavilypipeline.collector.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * The batches that were polled and are not acknowledged yet. Unlike the connector's own check of them, which would close the
 * consumer for good, this one only reports.
 */
final class InFlightBatches {

    private final Clock clock;
    private final Queue<Batch> batches = new ConcurrentLinkedQueue<>();

    InFlightBatches(Clock clock) {
        this.clock = clock;
    }

    /** @param oldest timestamp of the oldest record */
    private record Batch(Instant oldest, Instant polled) {
    }

    void polled(Instant oldest) {
        batches.add(new Batch(oldest, clock.instant()));
    }

    /** Removes the batch that was polled first. */
    void acknowledged() {
        batches.remove();
    }

    /** By the timestamp of the oldest record; zero if no batch is in flight. */
    Duration ageOfOldest() {
        return sinceFirst(Batch::oldest);
    }

    /** How long the first batch has been in flight; zero if there is none. */
    Duration inFlightFor() {
        return sinceFirst(Batch::polled);
    }

    private Duration sinceFirst(Function<Batch, Instant> time) {
        return Optional.ofNullable(batches.peek()).map(time).map(since -> Duration.between(since, clock.instant()))
                .filter(age -> !age.isNegative()).orElse(Duration.ZERO);
    }
}
