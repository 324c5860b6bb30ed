package dev.tavilypipeline.kit.http;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Tells proxies to pass server-sent events on one by one: nginx would collect them until the stream ends. */
class EventStreamHeaders {

    private static final int BEFORE_QUARKUS = 10_000;

    void add(@Observes Filters filters) {
        filters.register(EventStreamHeaders::watch, BEFORE_QUARKUS);
    }

    private static void watch(RoutingContext context) {
        HttpServerResponse response = context.response();
        context.addHeadersEndHandler(ignored -> {
            String type = response.headers().get(HttpHeaders.CONTENT_TYPE);
            if (type != null && type.startsWith(MediaType.SERVER_SENT_EVENTS)) {
                response.putHeader("X-Accel-Buffering", "no").putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            }
        });
        context.next();
    }
}
