package dev.tavilypipeline.cli.client;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

import dev.tavilypipeline.cli.terminal.Pause;

/** Submits runs to the agent and reads them from the collector. */
public final class Research {

    private static final int MAX_ATTEMPTS = 5;

    private final JsonHttp http;
    private final Endpoints endpoints;

    public Research(JsonHttp http, Endpoints endpoints) {
        this.http = http;
        this.endpoints = endpoints;
    }

    /**
     * Where the agent cannot take the job it is asked again with the same key, so that one company never becomes two runs.
     *
     * @param maxSources null for the service's own default
     * @return the run id
     */
    public String submit(String company, Integer maxSources, boolean deliver) {
        Map<String, Object> body = new TreeMap<>(Map.of("company", company, "deliver", deliver));
        if (maxSources != null) {
            body.put("max_sources", maxSources);
        }
        return submit(endpoints.agent().resolve("/research"), body);
    }

    /** @return the id of the new run */
    public String retry(String runId) {
        return submit(endpoints.agent().resolve("/research/" + runId + "/retry"), Map.of());
    }

    /** @return the run's status: {@code cancel_requested}, or {@code cancelled} if it was cancelled before */
    public String cancel(String runId) {
        URI uri = endpoints.agent().resolve("/research/" + runId);
        return untilAnswered(uri, () -> http.delete(uri)).body().path("status").asText();
    }

    private String submit(URI uri, Map<String, Object> body) {
        String key = UUID.randomUUID().toString();
        return untilAnswered(uri, () -> http.post(uri, body, key)).body().path("run_id").asText();
    }

    private static JsonHttp.Answer untilAnswered(URI uri, Supplier<JsonHttp.Answer> request) {
        for (int left = MAX_ATTEMPTS - 1;; left--) {
            JsonHttp.Answer answer = request.get();
            if (answer.ok()) {
                return answer;
            }
            if (left == 0 || !(answer.worthAnotherTry() || answer.isNotVisibleYet())) {
                throw ServiceException.refused(uri, answer);
            }
            Pause.of(answer.pause());
        }
    }

    /** Empty as long as the collector has not seen the run; an accepted run appears a moment after it was accepted. */
    Optional<RunView> find(String runId) {
        URI uri = endpoints.collector().resolve("/runs/" + runId);
        JsonHttp.Answer answer = http.get(uri);
        if (answer.isNotVisibleYet() || answer.worthAnotherTry()) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            throw ServiceException.refused(uri, answer);
        }
        return Optional.of(RunView.of(answer.body()));
    }

    /** A link for the user to a run. */
    public String address(String runId) {
        return endpoints.collectorLink().resolve("/runs/" + runId).toString();
    }

    /** A link for the user to all runs. */
    public String list() {
        return endpoints.collectorLink().resolve("/runs").toString();
    }
}
