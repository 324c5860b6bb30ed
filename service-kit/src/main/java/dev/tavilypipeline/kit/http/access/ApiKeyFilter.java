package dev.tavilypipeline.kit.http.access;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;

import dev.tavilypipeline.kit.http.Problem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;

/**
 * The rule of all services: where there are keys, every request but those for health has to bring one as a bearer token. Where
 * there are none, the service listens to its own machine alone, unless it was said that anybody may ask.
 */
class ApiKeyFilter {

    private static final Logger LOG = Logger.getLogger(ApiKeyFilter.class);

    private static final int BEFORE_ALL = 20_000;
    private static final String HEALTH = "/q/health";
    private static final String BEARER = "Bearer ";

    private final Optional<ApiKeys> keys;
    private final AccessSettings settings;

    ApiKeyFilter(AccessSettings settings) {
        this.settings = settings;
        this.keys = settings.apiKeys();
    }

    void log(@Observes StartupEvent start) {
        if (keys.isPresent()) {
            LOG.info("access only with an API key");
        } else if (settings.isLoopback()) {
            LOG.info("access only from this machine, without an API key");
        } else {
            LOG.warnf("access without an API key for every machine that reaches host=%s", settings.host());
        }
    }

    void guard(@Observes Filters filters) {
        filters.register(this::authenticate, BEFORE_ALL);
    }

    private void authenticate(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.headers().remove(Client.NAME_HEADER);
        if (keys.isEmpty() || isHealth(context.normalizedPath())) {
            context.next();
            return;
        }
        Optional<String> name = token(request).flatMap(keys.get()::nameOf);
        name.ifPresentOrElse(known -> {
            request.headers().set(Client.NAME_HEADER, known);
            context.next();
        }, () -> refuse(context));
    }

    /** @param path as the router sees it: the one that was sent may lead out of what it begins with */
    private static boolean isHealth(String path) {
        return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }

    private static Optional<String> token(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private static void refuse(RoutingContext context) {
        Problem problem = Problem.of(Response.Status.UNAUTHORIZED,
                "this needs an api key: send the header Authorization: Bearer KEY");
        context.response().setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE.toString())
                .putHeader("WWW-Authenticate", "Bearer")
                .end(Json.encode(problem));
    }
}
