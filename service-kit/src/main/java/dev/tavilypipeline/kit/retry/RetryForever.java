package dev.tavilypipeline.kit.retry;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/**
 * Does what must not be skipped: tries again, with jittered exponential backoff from {@link #FIRST} to {@link #LONGEST} and
 * without end, and says in readiness what it waits for. No failure passes to the caller.
 */
@ApplicationScoped
public class RetryForever {

    static final Duration FIRST = Duration.ofMillis(100);
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(RetryForever.class);

    private final Map<String, String> held = new ConcurrentHashMap<>();

    /** @param what a constant phrase for logs and readiness, such as {@code writing to mongodb} */
    public <T> Uni<T> retry(String what, Supplier<Uni<? extends T>> attempt) {
        return Uni.createFrom().deferred(attempt)
                .onFailure().invoke(failure -> hold(what, failure))
                .onFailure().retry().withBackOff(FIRST, LONGEST).withJitter(0.5).indefinitely()
                .invoke(() -> release(what))
                // given up by the caller: nothing is held any more, and readiness must not say so for ever
                .onCancellation().invoke(() -> held.remove(what));
    }

    /** The same for plain code on a worker thread, which it holds until the work is done. */
    public <T> T retryBlocking(String what, Callable<T> attempt) {
        for (Duration pause = FIRST;; pause = shorter(pause.multipliedBy(2), LONGEST)) {
            try {
                T result = attempt.call();
                release(what);
                return result;
            } catch (Exception failure) {
                hold(what, failure);
                sleep(pause);
            }
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static void sleep(Duration pause) {
        long millis = pause.toMillis();
        try {
            TimeUnit.MILLISECONDS.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to try again, as at a stop", e);
        }
    }

    private void hold(String what, Throwable failure) {
        String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        if (held.put(what, reason) == null) {
            LOG.warnf("held up, trying again until it works what=\"%s\" reason=\"%s\"", what, reason);
        }
    }

    private void release(String what) {
        if (held.remove(what) != null) {
            LOG.infof("going on what=\"%s\"", what);
        }
    }

    /** What is being tried again at this moment, and why. */
    Map<String, String> held() {
        return new TreeMap<>(held);
    }
}
