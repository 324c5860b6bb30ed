package dev.tavilypipeline.bench.outage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a service says of itself. */
final class Probe {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;

    Probe(URI service) {
        this.service = service;
    }

    int liveness() {
        return get("/q/health/live").statusCode();
    }

    HttpResponse<String> readiness() {
        return get("/q/health/ready");
    }

    /** The sum of a metric's values over all labels but those given. */
    double metric(String name, String labels) {
        return get("/q/metrics").body().lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
