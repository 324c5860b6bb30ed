package dev.tavilypipeline.cli.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** JSON over HTTP. An answer of any status is an answer; no answer is a {@link ServiceException}. */
public final class JsonHttp {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Optional<String> key;

    /** @param environment whose first key of {@code PIPELINE_API_KEYS} is sent to the services */
    public JsonHttp(Map<String, String> environment) {
        this.key = Optional.ofNullable(environment.get("PIPELINE_API_KEYS"))
                .map(keys -> keys.split(",", 2)[0].strip())
                .filter(pair -> pair.contains(":"))
                .map(pair -> pair.substring(pair.indexOf(':') + 1));
    }

    public Answer get(URI uri) {
        return send(HttpRequest.newBuilder(uri));
    }

    Answer post(URI uri, Map<String, ?> body, String idempotencyKey) {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(json.valueToTree(body).toString())));
    }

    Answer delete(URI uri) {
        return send(HttpRequest.newBuilder(uri).DELETE());
    }

    private Answer send(HttpRequest.Builder request) {
        key.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        HttpRequest complete = request.header("Accept", "application/json").timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response = client.send(complete, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), read(response.body()),
                    response.headers().firstValue("Retry-After").orElse(""));
        } catch (IOException e) {
            throw ServiceException.silent(complete.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceException.silent(complete.uri(), e);
        }
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance(); // a proxy's page, say: the status is all there is to know
        }
    }

    /** @param retryAfter the header as it came, empty where there was none */
    public record Answer(int status, JsonNode body, String retryAfter) {

        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /** The asked-for thing may be there later, and asking again does no harm. */
        boolean worthAnotherTry() {
            return List.of(429, 502, 503, 504).contains(status);
        }

        /** A run that was accepted a moment ago appears in a moment. */
        boolean isNotVisibleYet() {
            return status == 404 && body.path("type").asText().equals("run-not-visible-yet");
        }

        Duration pause() {
            return retryAfter.matches("\\d{1,4}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : Duration.ofSeconds(1);
        }

        String reason() {
            for (String member : List.of("detail", "title")) {
                if (body.path(member).isTextual()) {
                    return body.path(member).asText();
                }
            }
            return "no reason given";
        }
    }
}
