package dev.tavilypipeline.bench.kpis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** Asks the service for KPIs over HTTP. */
final class KpiRequests {

    /** HTTP/1.1: each client has a connection of its own, as clients on different machines have. */
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;

    KpiRequests(URI service) {
        this.service = service;
    }

    /** @return whether the answer has the status 200 */
    boolean isAnswered(String resource, Instant from, Instant to) {
        return status(request(resource, from, to)) == 200;
    }

    /** As a client asks that has the answer already. */
    boolean isNotModified(String resource, Instant from, Instant to) {
        return status(request(resource, from, to).header("If-None-Match", "*")) == 304;
    }

    private HttpRequest.Builder request(String resource, Instant from, Instant to) {
        return HttpRequest.newBuilder(service.resolve("/kpis/" + resource + "?simulated=true&from=" + from + "&to=" + to))
                .timeout(Duration.ofMinutes(2));
    }

    private int status(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
