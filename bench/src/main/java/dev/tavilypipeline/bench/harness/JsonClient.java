package dev.tavilypipeline.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** Sends HTTP requests to services, as a user does with curl. A request ends after 30 s. */
public final class JsonClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Optional<String> apiKey;

    private JsonClient(Optional<String> apiKey) {
        this.apiKey = apiKey;
    }

    public static JsonClient anonymous() {
        return new JsonClient(Optional.empty());
    }

    public static JsonClient withKey(String apiKey) {
        return new JsonClient(Optional.of(apiKey));
    }

    /** Any response, whatever its status. */
    public record Answer(URI uri, int status, String contentType, String text) {

        /** The body of a response that has the given status; {@link IllegalStateException} for any other status. */
        public JsonNode json(int expectedStatus) {
            if (status != expectedStatus) {
                throw new IllegalStateException(uri + " answered " + status + ": " + text);
            }
            return Json.tree(text);
        }
    }

    /** @throws UncheckedIOException if the service does not answer */
    public Answer get(URI uri) {
        return send(HttpRequest.newBuilder(uri));
    }

    /** @throws UncheckedIOException if the service does not answer */
    public Answer post(URI uri, String json) {
        return send(jsonPost(uri, json));
    }

    /** @throws UncheckedIOException if the service does not answer */
    public Answer post(URI uri, String json, String idempotencyKey) {
        return send(jsonPost(uri, json).header("Idempotency-Key", idempotencyKey));
    }

    private static HttpRequest.Builder jsonPost(URI uri, String json) {
        return HttpRequest.newBuilder(uri).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }

    /** The metrics of a service at this moment. */
    public Metrics metrics(URI service) {
        return new Metrics(get(service.resolve("/q/metrics")).text());
    }

    private Answer send(HttpRequest.Builder request) {
        apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
        try {
            HttpResponse<String> response = HTTP.send(request.timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.uri(), response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
