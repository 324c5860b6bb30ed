package dev.tavilypipeline.bench.kpis;

import java.time.Duration;
import java.util.Locale;

/** Says on the terminal what the bench does, and how long it has run. */
public final class Progress {

    private final long start = System.nanoTime();

    public void say(String what) {
        Duration passed = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(Locale.ROOT, "%3d:%02d  %s%n", passed.toMinutes(), passed.toSecondsPart(), what);
    }
}
