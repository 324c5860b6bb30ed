package dev.tavilypipeline.analytics.proxy;

import java.util.Optional;
import java.util.TreeSet;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;

import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemWriter;
import dev.tavilypipeline.kit.http.forward.Forwarder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Forwards what {@link ProxyRoute} names to agent-service and collector-service, so that the web UI needs one origin and the
 * browser no CORS. The {@code Authorization} of the request is passed on: all services have the same keys.
 */
@Singleton
class ReverseProxy {

    private final Forwarder agent;
    private final Forwarder collector;

    ReverseProxy(Vertx vertx, ProxySettings settings) {
        long maxBody = settings.maxBody().asLongValue();
        agent = new Forwarder(vertx, settings.agentUrl(), settings.answerTimeout(), maxBody);
        collector = new Forwarder(vertx, settings.collectorUrl(), settings.answerTimeout(), maxBody);
    }

    /** The router matches the path after it was decoded and shortened; {@link #forward} looks at what was sent. */
    void register(@Observes Router router) {
        router.routeWithRegex("/(research|runs|ledger|dlq|replays)(/.*)?").handler(this::forward);
    }

    private void forward(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<ProxyRoute> route = ProxyRoute.ALL.stream().filter(one -> one.matches(request.path())).findFirst();
        if (route.isEmpty()) {
            ProblemWriter.send(context.response(), Problem.of(Status.NOT_FOUND, "nothing is forwarded under this path"));
        } else if (!route.get().methods().contains(request.method().name())) {
            String methods = String.join(", ", new TreeSet<>(route.get().methods()));
            context.response().putHeader(HttpHeaders.ALLOW, methods);
            ProblemWriter.send(context.response(), Problem.of(Status.METHOD_NOT_ALLOWED, "this path takes " + methods));
        } else {
            String target = request.path() + (request.query() == null ? "" : "?" + request.query());
            if (route.get().isAgents()) {
                agent.forward(context, target, new ServiceFailures("agent-service"));
            } else {
                collector.forward(context, target, new ServiceFailures("collector-service"));
            }
        }
    }
}
