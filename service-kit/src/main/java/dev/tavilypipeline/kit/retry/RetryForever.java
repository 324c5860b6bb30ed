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
 * Repeats an operation until it succeeds, with jittered exponential backoff from {@link #INITIAL_DELAY} to {@link #MAX_DELAY}.
 * No failure
 * reaches the caller. While any call is retrying, readiness says what and why; calls under the same phrase count one by one,
 * so that the success of one does not hide the failure of another.
 */
@ApplicationScoped
public class RetryForever {

    static final Duration INITIAL_DELAY = Duration.ofMillis(100);
    static final Duration MAX_DELAY = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(RetryForever.class);

    /** By phrase the calls that are retrying, each with the reason of its last failure. */
    private final Map<String, Map<Object, String>> retrying = new ConcurrentHashMap<>();

    /** @param what a constant phrase for logs and readiness, such as {@code writing to mongodb} */
    public <T> Uni<T> retry(String what, Supplier<Uni<? extends T>> attempt) {
        return Uni.createFrom().deferred(() -> {
            Object call = new Object();
            return Uni.createFrom().<T> deferred(attempt)
                    .onFailure().invoke(failure -> failed(what, call, failure))
                    .onFailure().retry().withBackOff(INITIAL_DELAY, MAX_DELAY).withJitter(0.5).indefinitely()
                    .onItem().invoke(() -> succeeded(what, call))
                    // a call that its caller gave up is not retrying any more
                    .onCancellation().invoke(() -> remove(what, call));
        });
    }

    /** The same for blocking code, on the caller's thread. */
    public <T> T retryBlocking(String what, Callable<T> attempt) {
        Object call = new Object();
        try {
            for (Duration pause = INITIAL_DELAY;; pause = shorter(pause.multipliedBy(2), MAX_DELAY)) {
                try {
                    T result = attempt.call();
                    succeeded(what, call);
                    return result;
                } catch (Exception failure) {
                    failed(what, call, failure);
                    sleep(pause);
                }
            }
        } finally {
            remove(what, call);
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
            throw new IllegalStateException("interrupted between two attempts, as at a stop", e);
        }
    }

    private void failed(String what, Object call, Throwable failure) {
        String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        retrying.compute(what, (phrase, calls) -> {
            if (calls == null) {
                // one line, however many calls and attempts fail meanwhile
                LOG.warnf("retrying what=\"%s\" reason=\"%s\"", what, reason);
            }
            Map<Object, String> all = calls == null ? new ConcurrentHashMap<>() : calls;
            all.put(call, reason);
            return all;
        });
    }

    private void succeeded(String what, Object call) {
        if (remove(what, call)) {
            LOG.infof("succeeded after retries what=\"%s\"", what);
        }
    }

    /** @return whether it was the last of its phrase */
    private boolean remove(String what, Object call) {
        boolean[] last = { false };
        retrying.computeIfPresent(what, (phrase, calls) -> {
            last[0] = calls.remove(call) != null && calls.isEmpty();
            return calls.isEmpty() ? null : calls;
        });
        return last[0];
    }

    /** By phrase the reason of one call that is retrying at this moment. */
    Map<String, String> retrying() {
        Map<String, String> reasons = new TreeMap<>();
        retrying.forEach((what, calls) -> calls.values().stream().findFirst().ifPresent(reason -> reasons.put(what, reason)));
        return reasons;
    }
}
