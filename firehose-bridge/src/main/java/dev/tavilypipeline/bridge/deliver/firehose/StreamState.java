package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is known of a stream from the calls to it. */
final class StreamState {

    /**
     * A stream that refuses so many rows and takes nothing in between refuses everything, not these rows: it was made in a way
     * that cannot work. The same holds while it has taken nothing yet.
     */
    static final int MOST_REFUSALS_IN_A_ROW = 10;

    /** A call that fails now and then is nothing to talk about. */
    static final int FAILURES_UNTIL_TOLD = 3;

    private int refusalsInARow = MOST_REFUSALS_IN_A_ROW;
    private int failuresInARow;
    private String trouble;
    private Instant acceptedAt = Instant.MIN;

    /** @return whether it took nothing before */
    synchronized boolean accepted(Instant now) {
        boolean news = trouble != null;
        refusalsInARow = 0;
        failuresInARow = 0;
        trouble = null;
        acceptedAt = now;
        return news;
    }

    /** @return whether it is told now */
    synchronized boolean failed(String reason) {
        if (++failuresInARow < FAILURES_UNTIL_TOLD) {
            return false;
        }
        boolean news = trouble == null;
        trouble = reason;
        return news;
    }

    /** @return whether this is news */
    synchronized boolean barred(String reason) {
        boolean news = !reason.equals(trouble);
        trouble = reason;
        return news;
    }

    /** Whether a row that is refused alone is itself at fault; each asking counts. */
    synchronized boolean blamesTheRow() {
        if (refusalsInARow >= MOST_REFUSALS_IN_A_ROW) {
            return false;
        }
        refusalsInARow++;
        return true;
    }

    /** Why nothing gets through, where nothing does. */
    synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    synchronized boolean acceptedWithin(Duration time, Instant now) {
        return acceptedAt.isAfter(now.minus(time));
    }
}
