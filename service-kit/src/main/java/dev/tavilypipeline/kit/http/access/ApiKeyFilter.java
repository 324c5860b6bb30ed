package dev.tavilypipeline.kit.http.access;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;

import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemWriter;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * With API keys, every request needs one as a bearer token, except for exactly the paths of the health checks and the
 * {@link PublicPaths} of the service. Without keys, the service listens on loopback only, unless a setting allows anonymous
 * access.
 */
class ApiKeyFilter {

    private static final Logger LOG = Logger.getLogger(ApiKeyFilter.class);

    private static final int FILTER_PRIORITY = 20_000;
    private static final Set<String> HEALTH = Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started");
    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;
    private final PublicPaths publicPaths;
    private final AccessSettings settings;

    ApiKeyFilter(AccessSettings settings, ApiKeys keys, PublicPaths publicPaths) {
        this.settings = settings;
        this.keys = keys;
        this.publicPaths = publicPaths;
    }

    void log(@Observes StartupEvent start) {
        if (!keys.isEmpty()) {
            LOG.info("access only with an API key");
        } else if (settings.isLoopback()) {
            LOG.info("access only from this machine, without an API key");
        } else {
            LOG.warnf("access without an API key for every machine that reaches host=%s", settings.host());
        }
    }

    void guard(@Observes Filters filters) {
        filters.register(this::authenticate, FILTER_PRIORITY);
    }

    private void authenticate(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.headers().remove(Client.NAME_HEADER);
        if (keys.isEmpty() || HEALTH.contains(request.path()) || publicPaths.contains(request.path())) {
            context.next();
            return;
        }
        Optional<String> name = token(request).flatMap(keys::nameOf);
        name.ifPresentOrElse(known -> {
            request.headers().set(Client.NAME_HEADER, known);
            context.next();
        }, () -> refuse(context));
    }

    private static Optional<String> token(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private static void refuse(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", "Bearer");
        ProblemWriter.send(context.response(), Problem.of(Response.Status.UNAUTHORIZED,
                "this needs an API key: send the header Authorization: Bearer KEY"));
    }
}
