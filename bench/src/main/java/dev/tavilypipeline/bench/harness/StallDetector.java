package dev.tavilypipeline.bench.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Polls the progress of a process, and fails when there is none for a minute. */
public final class StallDetector {

    private static final Duration MAX_STALL = Duration.ofMinutes(1);

    private final ChildProcess process;
    private final Duration interval;
    private long progress = -1;
    private Instant lastProgress = Instant.now();

    /** @param interval between two polls */
    public StallDetector(ChildProcess process, Duration interval) {
        this.process = process;
        this.interval = interval;
    }

    /**
     * Waits for the interval.
     *
     * @param now the progress so far, in any unit
     * @return whether there was progress since the last call
     * @throws IllegalStateException if the process has ended or makes no progress
     */
    public boolean poll(long now) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(interval.toMillis());
        if (now > progress) {
            progress = now;
            lastProgress = Instant.now();
            return true;
        }
        if (!process.isAlive() || lastProgress.isBefore(Instant.now().minus(MAX_STALL))) {
            throw new IllegalStateException("no progress beyond " + progress + "; the log is " + process.log());
        }
        return false;
    }
}
