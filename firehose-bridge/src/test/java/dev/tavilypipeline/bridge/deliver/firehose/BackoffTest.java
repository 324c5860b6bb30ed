package dev.tavilypipeline.bridge.deliver.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Backoff backoff = new Backoff(SHORTEST, LONGEST, new Random(3));

    @Test
    void shouldStayWithinItsBoundsAndAtMostTripleThePreviousDelay() {
        Duration previous = SHORTEST;
        for (int i = 0; i < 1_000; i++) {
            Duration next = backoff.next();
            assertThat(next).isBetween(SHORTEST, LONGEST).isLessThanOrEqualTo(previous.multipliedBy(3));
            previous = next;
        }
    }

    @Test
    void shouldDifferBetweenInstances() {
        assertThat(Stream.generate(() -> new Backoff(SHORTEST, LONGEST, new Random()).next()).limit(50).distinct().count())
                .isGreaterThan(10);
    }

    @Test
    void shouldStartShortAfterASuccess() {
        Stream.generate(backoff::next).limit(20).forEach(delay -> {
        });

        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(SHORTEST.multipliedBy(3));
    }
}
