package dev.tavilypipeline.bench.flow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Watches the KPIs until runs show up in them. */
final class Visibility {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI summary;

    Visibility(URI analytics) {
        this.summary = analytics.resolve("/kpis/summary?range=24h&simulated=true");
    }

    /**
     * Waits for runs that became complete at the given instants, in that order.
     *
     * @param before how many the KPIs counted before
     * @return how long each took to show up, in milliseconds, sorted
     */
    double[] await(int before, Instant[] completed) throws IOException, InterruptedException {
        double[] delays = new double[completed.length];
        Instant deadline = Instant.now().plus(PATIENCE);
        int seen = 0;
        while (seen < completed.length) {
            int visible = runs() - before;
            Instant now = Instant.now();
            for (; seen < Math.min(visible, completed.length); seen++) {
                delays[seen] = Duration.between(completed[seen], now).toNanos() / 1e6;
            }
            if (now.isAfter(deadline)) {
                throw new IllegalStateException("after " + PATIENCE.toMinutes() + " minutes the KPIs count " + seen + " of "
                        + completed.length + " runs");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        Arrays.sort(delays);
        return delays;
    }

    private int runs() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(summary).build(), HttpResponse.BodyHandlers.ofString());
        return json.readTree(answer.body()).at("/health/runs").asInt();
    }
}
