package dev.tavilypipeline.bench.kpis;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

final class Wait {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private Wait() {
    }

    /**
     * Asks every 10 ms.
     *
     * @param what such as {@code a batch is loaded}
     * @throws IllegalStateException after two minutes
     */
    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(TIMEOUT);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("waited two minutes until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /**
     * Asks every 100 ms.
     *
     * @throws IllegalStateException after two minutes without progress
     */
    static void whileGrowing(String what, DoubleSupplier value, double expected) throws InterruptedException {
        double last = value.getAsDouble();
        Instant deadline = Instant.now().plus(TIMEOUT);
        while (last < expected) {
            TimeUnit.MILLISECONDS.sleep(100);
            double now = value.getAsDouble();
            if (now > last) {
                last = now;
                deadline = Instant.now().plus(TIMEOUT);
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("waited two minutes without progress until " + what);
            }
        }
    }
}
