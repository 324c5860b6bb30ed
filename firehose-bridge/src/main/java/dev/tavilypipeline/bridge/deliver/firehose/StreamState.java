package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tavilypipeline.bridge.split.Row;

/** What the requests to a stream have shown about it. Shared by the batches in flight. */
final class StreamState {

    /** Occasional failures are normal and not reported. */
    static final int FAILURES_BEFORE_REPORT = 3;

    /** So many rows rejected one after another point to the stream and not to the rows. */
    static final int SUSPICIOUS_REJECTIONS = 3;

    private final Clock clock;
    private int failuresInARow;
    private int rejectionsInARow;
    private long acceptances;
    private Instant acceptedAt = Instant.MIN;
    private Row acceptedRow;
    private String problem;

    StreamState(Clock clock) {
        this.clock = clock;
    }

    /** @param row one of the rows accepted. @return whether this ends a problem */
    synchronized boolean accepted(Row row) {
        boolean recovered = problem != null;
        failuresInARow = 0;
        rejectionsInARow = 0;
        acceptances++;
        acceptedAt = clock.instant();
        acceptedRow = row.copy();
        problem = null;
        return recovered;
    }

    /** @return whether to report the failure */
    synchronized boolean failed(String reason) {
        if (++failuresInARow < FAILURES_BEFORE_REPORT) {
            return false;
        }
        boolean news = problem == null;
        problem = reason;
        return news;
    }

    /** @return whether the reason is new */
    synchronized boolean blocked(String reason) {
        boolean news = !reason.equals(problem);
        problem = reason;
        return news;
    }

    /** A single row was rejected. @return whether the stream itself is under suspicion */
    synchronized boolean recordSingleRowRejection() {
        return ++rejectionsInARow >= SUSPICIOUS_REJECTIONS;
    }

    /** How many requests the stream has accepted at least one record of. */
    synchronized long acceptances() {
        return acceptances;
    }

    /** A row that the stream has accepted, if it has accepted any. */
    synchronized Optional<Row> acceptedRow() {
        return Optional.ofNullable(acceptedRow);
    }

    /** Why the stream accepts nothing, while that is so. */
    synchronized Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    synchronized boolean acceptedWithin(Duration time) {
        return acceptedAt.isAfter(clock.instant().minus(time));
    }
}
