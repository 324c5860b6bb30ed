package dev.tavilypipeline.bench.kpis;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.Metrics;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.harness.Usage;

/** Loads a lake of 90 days into a new file. */
final class Rebuild {

    private static final int RUNS_AN_OBJECT = 1_000;

    private final Analytics analytics;
    private final Progress progress;

    Rebuild(Path folder, Progress progress) {
        this.analytics = new Analytics(folder, "rebuilt");
        this.progress = progress;
    }

    /** @param residentMib memory of the service at the end */
    record Result(double rowsASecond, long residentMib) {
    }

    /** @param runs in whole thousands; it must take longer than the service's start */
    Result measure(int runs, Instant until) throws InterruptedException {
        progress.say("writes the objects of " + runs + " runs");
        fillLake(runs, until);
        long expected = (long) runs * SyntheticEnvelope.ROWS;
        progress.say("loads them into a new file");
        try (ServiceProcess service = analytics.launch()) {
            Wait.until("the service says what it has loaded", service::hasMetrics);
            long start = System.nanoTime();
            double loadedBefore = rows(service.metrics());
            if (loadedBefore >= expected) {
                throw new IllegalStateException("all was loaded before it could be measured");
            }
            Wait.whileGrowing("the lake is loaded", () -> rows(service.metrics()), (double) expected);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Result((expected - loadedBefore) / seconds, Usage.of(service.pid()).residentMib());
        }
    }

    private void fillLake(int runs, Instant until) {
        NewRuns all = new NewRuns();
        Duration step = Duration.ofDays(90).dividedBy(runs);
        Instant first = until.minus(Duration.ofDays(90));
        for (int i = 0; i < runs; i += RUNS_AN_OBJECT) {
            int from = i;
            analytics.lake().put(all.at(RUNS_AN_OBJECT, number -> first.plus(step.multipliedBy(from + number))));
        }
    }

    private static double rows(Metrics metrics) {
        return metrics.sum("pipeline_load_rows_total");
    }
}
