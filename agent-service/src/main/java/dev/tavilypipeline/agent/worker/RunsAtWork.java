package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the runs at work, and lets them end before the service does. */
final class RunsAtWork {

    private int count;

    synchronized void begin() {
        count++;
    }

    synchronized void end() {
        count--;
        notifyAll();
    }

    synchronized int count() {
        return count;
    }

    /** @return whether none is left */
    synchronized boolean awaitNone(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            while (count > 0 && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(deadline - System.nanoTime(), 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return count == 0;
    }
}
