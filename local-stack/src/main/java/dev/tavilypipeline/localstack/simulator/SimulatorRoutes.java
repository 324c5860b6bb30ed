package dev.tavilypipeline.localstack.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.tavilypipeline.localstack.start.SettingRefusedException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** Dispatches requests by method and path. */
final class SimulatorRoutes implements Handler<HttpServerRequest> {

    private final Vertx vertx;
    private final Simulator simulator;
    private final List<Provider> providers;
    private final Map<String, Handler<HttpServerRequest>> controls;

    SimulatorRoutes(Vertx vertx, Simulator simulator, List<Provider> providers) {
        this.vertx = vertx;
        this.simulator = simulator;
        this.providers = providers;
        controls = Map.of(
                "GET /health", this::health,
                "GET /simulator/settings",
                request -> send(request, 200, SimulatorJson.write(SettingsDocument.of(simulator.settings()))),
                "PUT /simulator/settings", request -> request.body().onSuccess(body -> configure(request, body)),
                "GET /simulator/requests", this::requests,
                "DELETE /simulator/requests", this::clearRequests);
    }

    @Override
    public void handle(HttpServerRequest request) {
        Optional<Provider> provider = providers.stream().filter(candidate -> candidate.path().equals(request.path()))
                .findFirst();
        if (provider.isPresent() && request.method().equals(HttpMethod.POST)) {
            simulator.exchange(vertx, provider.get(), request);
        } else {
            controls.getOrDefault(request.method() + " " + request.path(), this::unknown).handle(request);
        }
    }

    private void health(HttpServerRequest request) {
        List<String> missing = simulator.missing();
        if (missing.isEmpty()) {
            send(request, 200, SimulatorJson.write(Map.of("status", "UP")));
        } else {
            send(request, 503, SimulatorJson.write(Map.of("status", "DOWN", "waiting_for", missing)));
        }
    }

    private void configure(HttpServerRequest request, Buffer body) {
        try {
            simulator.configure(SimulatorJson.read(body.getBytes(), SettingsDocument.class).appliedTo(simulator.settings()));
            send(request, 200, SimulatorJson.write(SettingsDocument.of(simulator.settings())));
        } catch (SettingRefusedException e) {
            send(request, 400, SimulatorJson.write(Map.of("error", e.getMessage())));
        } catch (JsonProcessingException e) {
            send(request, 400, SimulatorJson.write(Map.of("error", e.getOriginalMessage())));
        }
    }

    private void requests(HttpServerRequest request) {
        request.response().putHeader("Content-Type", "application/x-ndjson")
                .end(simulator.requests().stream().map(RequestLine::of).collect(Collectors.joining()));
    }

    private void clearRequests(HttpServerRequest request) {
        simulator.clearRequests();
        request.response().setStatusCode(204).end();
    }

    private void unknown(HttpServerRequest request) {
        send(request, 404, SimulatorJson.write(Map.of("detail", Map.of("error", "Not Found"))));
    }

    private static void send(HttpServerRequest request, int status, String json) {
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(json);
    }
}
