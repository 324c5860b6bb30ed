package dev.tavilypipeline.kit.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Applies to all answers with server-sent events. Their headers switch off buffering in proxies: nginx would collect the events
 * until the stream ends. At SIGTERM a service ends its streams at once, because it waits for open requests and a stream stays
 * open for minutes. Clients connect again, to another replica.
 */
@Singleton
class EventStreams {

    private static final int BEFORE_QUARKUS = 10_000;

    private final Set<HttpServerResponse> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    void add(@Observes Filters filters) {
        filters.register(this::watch, BEFORE_QUARKUS);
    }

    private void watch(RoutingContext context) {
        HttpServerResponse response = context.response();
        context.addHeadersEndHandler(ignored -> {
            String type = response.headers().get(HttpHeaders.CONTENT_TYPE);
            if (type != null && type.startsWith(MediaType.SERVER_SENT_EVENTS)) {
                response.putHeader("X-Accel-Buffering", "no").putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
                // no closeHandler here: it would replace the one that notices that the client has left
                open.removeIf(EventStreams::isOver);
                open.add(response);
                if (stopping) {
                    context.vertx().runOnContext(headersSent -> end(response));
                }
            }
        });
        context.next();
    }

    /** At SIGTERM, before open requests are waited for. */
    void endAll(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        open.forEach(EventStreams::end);
    }

    private static void end(HttpServerResponse response) {
        if (!isOver(response)) {
            response.end();
        }
    }

    private static boolean isOver(HttpServerResponse response) {
        return response.ended() || response.closed();
    }
}
