package dev.tavilypipeline.kit.http.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import dev.tavilypipeline.kit.start.StartOrder;
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

    private final ApiKeys keys;
    private final AccessSettings settings;
    private final String host;

    ApiKeyFilter(AccessSettings settings, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.settings = settings;
        this.host = host;
        this.keys = ApiKeys.of(settings.apiKeys());
    }

    void check(@Observes @Priority(StartOrder.SETTINGS) StartupEvent start) {
        if (!settings.allowAnonymous().matches("true|false")) {
            throw new SettingRefusedException("PIPELINE_ALLOW_ANONYMOUS", settings.allowAnonymous(), "use true or false");
        }
        if (keys.areInUse()) {
            LOG.info("access with an api key only");
        } else if (isLoopback(host)) {
            LOG.info("access from this machine only, nobody is asked for an api key");
        } else if (Boolean.parseBoolean(settings.allowAnonymous())) {
            LOG.warnf("access for anybody who reaches host=%s, nobody is asked for an api key", host);
        } else {
            throw new SettingRefusedException("PIPELINE_HTTP_HOST", host, "other machines could reach the service and nobody"
                    + " would be asked for a key: set PIPELINE_API_KEYS, or PIPELINE_ALLOW_ANONYMOUS=true");
        }
    }

    void guard(@Observes Filters filters) {
        filters.register(this::authenticate, BEFORE_ALL);
    }

    private void authenticate(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.headers().remove(Client.NAME_HEADER);
        if (!keys.areInUse() || isHealth(context.normalizedPath())) {
            context.next();
            return;
        }
        Optional<String> name = token(request).flatMap(keys::nameOf);
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

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
