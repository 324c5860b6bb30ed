package dev.tavilypipeline.bench.collector;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.tavilypipeline.bench.harness.ChildProcess;

/** Looks at a process' progress ten times a second, and gives up where there is none for a minute. */
final class Patience {

    private static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(1);

    private final ChildProcess process;
    private long progress = -1;
    private Instant grewAt = Instant.now();

    Patience(ChildProcess process) {
        this.process = process;
    }

    /**
     * @return whether there was progress since the last look
     * @throws IllegalStateException if the process has ended or stands still
     */
    boolean look(long now) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(100);
        if (now > progress) {
            progress = now;
            grewAt = Instant.now();
            return true;
        }
        Path log = process.log();
        if (!process.isAlive() || grewAt.isBefore(Instant.now().minus(WITHOUT_PROGRESS))) {
            throw new IllegalStateException("no progress beyond " + progress + "; the log is " + log);
        }
        return false;
    }
}
