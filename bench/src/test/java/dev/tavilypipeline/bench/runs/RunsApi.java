package dev.tavilypipeline.bench.runs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** {@code GET /runs/{id}} of the collector. */
public final class RunsApi {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI collector;

    public RunsApi(URI collector) {
        this.collector = collector;
    }

    /** Those that it knows. */
    public Map<String, Outcome> outcomes(Collection<String> runIds) {
        Map<String, Outcome> outcomes = new HashMap<>();
        for (String runId : runIds) {
            HttpResponse<String> response = get(collector.resolve("/runs/" + runId));
            if (response.statusCode() == 200) {
                outcomes.put(runId, Outcome.ofRun(Json.tree(response.body())));
            }
        }
        return outcomes;
    }

    private HttpResponse<String> get(URI uri) {
        try {
            return http.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
