package dev.tavilypipeline.analytics.warehouse;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** How long a request waits for what others use at the moment. */
public final class Turns {

    public static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private Turns() {
    }

    /**
     * Takes the lock.
     *
     * @throws WarehouseBusyException if it is not free within {@link #MAX_WAIT}
     */
    public static void await(Lock lock) {
        try {
            if (!lock.tryLock(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new WarehouseBusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a turn, as at a stop", e);
        }
    }
}
