package dev.tavilypipeline.bench.flow;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import dev.tavilypipeline.bench.harness.JsonClient;

/** Polls the KPIs until they count the expected runs. */
final class KpiPoller {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final JsonClient http = JsonClient.anonymous();
    private final URI summary;

    KpiPoller(URI analytics) {
        this.summary = analytics.resolve("/kpis/summary?range=24h&simulated=true");
    }

    /**
     * Waits for runs that were completed at the given instants, in that order.
     *
     * @param before how many runs the KPIs counted before
     * @return how long it took until each was counted, in milliseconds, sorted
     */
    double[] await(int before, Instant[] completed) throws InterruptedException {
        double[] delays = new double[completed.length];
        Instant deadline = Instant.now().plus(TIMEOUT);
        int seen = 0;
        while (seen < completed.length) {
            int visible = runs() - before;
            Instant now = Instant.now();
            for (; seen < Math.min(visible, completed.length); seen++) {
                delays[seen] = Duration.between(completed[seen], now).toNanos() / 1e6;
            }
            if (now.isAfter(deadline)) {
                throw new IllegalStateException("after " + TIMEOUT.toMinutes() + " minutes the KPIs count " + seen + " of "
                        + completed.length + " runs");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        Arrays.sort(delays);
        return delays;
    }

    private int runs() {
        return http.get(summary).json(200).at("/health/runs").asInt();
    }
}
