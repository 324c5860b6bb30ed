package dev.tavilypipeline.localstack.simulator;

import java.time.Duration;

/** Counts the searches of the current time window, as a provider with a rate limit does. */
final class SearchWindow {

    private long startNanos = System.nanoTime();
    private int searches;

    /** @return whether the search is one too many */
    synchronized boolean exceeds(int limit, Duration window) {
        long now = System.nanoTime();
        if (now - startNanos >= window.toNanos()) {
            startNanos = now;
            searches = 0;
        }
        searches++;
        return limit > 0 && searches > limit;
    }
}
