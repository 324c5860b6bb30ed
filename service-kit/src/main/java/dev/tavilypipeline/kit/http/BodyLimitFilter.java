package dev.tavilypipeline.kit.http;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;

/** Answers a body over the limit as all else is answered; the platform itself, which comes next, would answer with nothing. */
class BodyLimitFilter {

    private static final int BEFORE_THE_PLATFORM = 10_000;
    private static final Response.StatusType STATUS = Response.Status.REQUEST_ENTITY_TOO_LARGE;

    void answer(@Observes Filters filters,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        long most = limit.asLongValue();
        filters.register(context -> {
            if (length(context) > most) {
                refuse(context.response(), most);
            } else {
                context.next();
            }
        }, BEFORE_THE_PLATFORM);
    }

    private static long length(RoutingContext context) {
        String given = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return given != null && given.matches("[0-9]{1,18}") ? Long.parseLong(given) : 0;
    }

    private static void refuse(HttpServerResponse response, long most) {
        response.setStatusCode(STATUS.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE.toString())
                // what follows is the body that nobody reads
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(Json.encode(Problem.of(STATUS, "the body has more than " + most + " bytes")));
    }
}
