package dev.tavilypipeline.agent.api;

import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.tavilypipeline.kit.tracing.SpanAttributes;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * A span for each request that submits jobs, from its arrival to the end of its response. It continues the trace of the client
 * if there is one, and takes its place in the headers, where {@link Requester} reads it. Address, query and body of a request
 * may have anything in them: the span has the route alone.
 */
@Singleton
class RequestTrace {

    /** After the check of the API key: who has none starts no spans. */
    private static final int AFTER_ACCESS = 19_000;
    private static final Pattern RETRY = Pattern.compile("/research/[^/]+/retry");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");

    private final Tracing tracing;

    RequestTrace(Tracing tracing) {
        this.tracing = tracing;
    }

    void register(@Observes Filters filters) {
        if (tracing.isOn()) {
            filters.register(this::follow, AFTER_ACCESS);
        }
    }

    private void follow(RoutingContext context) {
        HttpServerRequest request = context.request();
        String route = request.method().equals(HttpMethod.POST) ? routeOf(context.normalizedPath()) : null;
        if (route != null) {
            Span span = tracing.child("POST " + route, SpanKind.SERVER, request.getHeader(Tracing.TRACEPARENT))
                    .setAttribute(METHOD, "POST").setAttribute(ROUTE, route).startSpan();
            String traceparent = Tracing.traceparent(span);
            request.headers().set(Tracing.TRACEPARENT, traceparent);
            context.addEndHandler(end -> {
                int status = context.response().getStatusCode();
                span.setAttribute(SpanAttributes.HTTP_STATUS, (long) status);
                Tracing.end(span, end.failed() ? "connection" : status >= 500 ? Integer.toString(status) : null);
            });
        }
        context.next();
    }

    private static String routeOf(String path) {
        if (path.equals("/research") || path.equals("/research/batch")) {
            return path;
        }
        return RETRY.matcher(path).matches() ? "/research/{run_id}/retry" : null;
    }
}
