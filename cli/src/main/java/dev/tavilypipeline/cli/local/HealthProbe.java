package dev.tavilypipeline.cli.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks a process whether it is ready. */
final class HealthProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ObjectMapper json = new ObjectMapper();
    private final Settings settings;
    private HttpClient http;

    HealthProbe(Settings settings) {
        this.settings = settings;
    }

    /** @param problem the failing checks with their reasons; empty if it is ready */
    record Health(boolean ready, String problem) {
    }

    Health of(RunningProcess process) {
        int port = process.ports().get(process.ports().size() - 1);
        URI uri = URI.create("http://" + settings.host(process.component()) + ":" + port + process.component().healthPath());
        try {
            HttpResponse<String> response = http().send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? new Health(true, "") : new Health(false, problem(response));
        } catch (IOException e) {
            return new Health(false, "does not answer yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + uri, e);
        }
    }

    /** Made when it is needed: that takes as long as the rest of a command. */
    private synchronized HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
        }
        return http;
    }

    private String problem(HttpResponse<String> response) throws IOException {
        List<String> failing = new ArrayList<>();
        if (response.body().startsWith("{")) {
            json.readTree(response.body()).path("checks").forEach(check -> {
                if (check.path("status").asText().equals("DOWN")) {
                    failing.add(check.path("name").asText() + reasons(check.path("data")));
                }
            });
        }
        return failing.isEmpty() ? "answers with status " + response.statusCode() : String.join(", ", failing);
    }

    private static String reasons(JsonNode data) {
        List<String> reasons = new ArrayList<>();
        data.forEach(value -> reasons.add(value.asText()));
        return reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")";
    }
}
