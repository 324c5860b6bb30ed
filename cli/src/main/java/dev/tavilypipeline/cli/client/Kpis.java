package dev.tavilypipeline.cli.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.cli.terminal.Format;
import dev.tavilypipeline.cli.terminal.Pause;

/** Reads {@code GET /kpis/summary} and {@code GET /kpis/completeness}. */
public final class Kpis {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final int TRIES = 5;
    private static final String SUMMARY = "/kpis/summary";
    private static final String COMPLETENESS = "/kpis/completeness";

    private final JsonHttp http;
    private final Endpoints endpoints;

    public Kpis(JsonHttp http, Endpoints endpoints) {
        this.http = http;
        this.endpoints = endpoints;
    }

    /** @param window the query parameters, such as {@code from} and {@code to} */
    public JsonNode summary(Map<String, String> window) {
        return read(uri(endpoints.analytics(), SUMMARY, window));
    }

    private JsonNode read(URI uri) {
        for (int left = TRIES - 1;; left--) {
            JsonHttp.Answer answer = http.get(uri);
            if (answer.ok()) {
                return answer.body();
            }
            if (left == 0 || !answer.worthAnotherTry()) {
                throw ServiceException.refused(uri, answer);
            }
            Pause.of(answer.pause());
        }
    }

    /**
     * The summary as soon as it counts so many ended runs.
     *
     * @throws ServiceException if it does not within the limit
     */
    public JsonNode awaitCount(int runs, Map<String, String> window, Duration limit) {
        Instant deadline = Instant.now().plus(limit);
        JsonNode summary = summary(window);
        while (counted(summary) < runs) {
            if (Instant.now().isAfter(deadline)) {
                throw ServiceException.failed("after " + limit.toSeconds() + " s the KPIs count " + counted(summary) + " of "
                        + Format.count(runs, "run") + ": './pipeline status' and the logs of firehose-bridge and"
                        + " analytics-service tell more (" + address(window) + ")");
            }
            Pause.of(POLL_INTERVAL);
            summary = summary(window);
        }
        return summary;
    }

    /**
     * Returns as soon as the warehouse has so many runs with all their rows.
     *
     * @throws ServiceException if it has not within the limit
     */
    public void awaitWhole(int runs, Map<String, String> window, Duration limit) {
        Instant deadline = Instant.now().plus(limit);
        URI uri = uri(endpoints.analytics(), COMPLETENESS, window);
        while (read(uri).path("completeness").path("whole").asInt() < runs) {
            if (Instant.now().isAfter(deadline)) {
                throw ServiceException.failed("after " + limit.toSeconds()
                        + " s the warehouse does not have all that the collector has emitted: "
                        + uri(endpoints.analyticsLink(), COMPLETENESS, window) + " names what is missing");
            }
            Pause.of(POLL_INTERVAL);
        }
    }

    private static int counted(JsonNode summary) {
        return summary.path("health").path("runs").asInt();
    }

    /** A link for the user to the summary. */
    public URI address(Map<String, String> window) {
        return uri(endpoints.analyticsLink(), SUMMARY, window);
    }

    /** A link for the user to the web UI. */
    public URI page() {
        return endpoints.analyticsLink().resolve("/");
    }

    private static URI uri(URI service, String path, Map<String, String> window) {
        String query = new TreeMap<>(window).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return service.resolve(path + (query.isEmpty() ? "" : "?" + query));
    }
}
