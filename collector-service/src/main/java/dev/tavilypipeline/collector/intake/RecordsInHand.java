package dev.tavilypipeline.collector.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The records that were taken and are not acknowledged yet. The framework's own watch over them would close the consumer for
 * good; this one only tells.
 */
final class RecordsInHand {

    private final Clock clock;
    private final AtomicReference<Batch> batch = new AtomicReference<>();

    RecordsInHand(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param oldest when the first of the records was written
     * @param taken when they were taken
     */
    private record Batch(Instant oldest, Instant taken) {
    }

    void taken(Instant oldest) {
        batch.set(new Batch(oldest, clock.instant()));
    }

    void acknowledged() {
        batch.set(null);
    }

    /** Zero where none is in hand. */
    Duration ageOfOldest() {
        return Optional.ofNullable(batch.get()).map(b -> since(b.oldest)).orElse(Duration.ZERO);
    }

    /** Zero where none is in hand. */
    Duration held() {
        return Optional.ofNullable(batch.get()).map(b -> since(b.taken)).orElse(Duration.ZERO);
    }

    private Duration since(Instant time) {
        Duration age = Duration.between(time, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
