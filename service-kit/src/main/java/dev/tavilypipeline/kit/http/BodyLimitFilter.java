package dev.tavilypipeline.kit.http;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Answers 413 with a {@link Problem} when a body is over the limit, whether its length is announced or it comes in chunks.
 * Quarkus, which checks the limit too, would answer with an empty body.
 */
class BodyLimitFilter {

    private static final int BEFORE_QUARKUS = 10_000;
    private static final Response.StatusType STATUS = Response.Status.REQUEST_ENTITY_TOO_LARGE;

    private final long limit;
    private final Problem problem;

    BodyLimitFilter(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
        this.problem = Problem.of(STATUS, "the body has more than " + this.limit + " bytes");
    }

    void register(@Observes Filters filters) {
        Handler<RoutingContext> reader = BodyHandler.create(false).setBodyLimit(limit);
        filters.register(context -> {
            if (length(context.request()) > limit) {
                ProblemWriter.send(context.response(), problem);
            } else if (isChunked(context.request())) {
                reader.handle(context);
            } else {
                context.next();
            }
        }, BEFORE_QUARKUS);
        filters.register(BodyLimitFilter::completeEmptyBody, BEFORE_QUARKUS - 1);
    }

    /** The reader ends a request with this status. */
    void answer(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            if (context.statusCode() == STATUS.getStatusCode() && !context.response().ended()) {
                ProblemWriter.send(context.response(), problem);
            } else {
                context.next();
            }
        });
    }

    private static long length(HttpServerRequest request) {
        String given = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return given != null && given.matches("[0-9]{1,18}") ? Long.parseLong(given) : 0;
    }

    /** Of HTTP/1.1 only: Quarkus cannot go on with a request of HTTP/2 whose body was read before. */
    private static boolean isChunked(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Quarkus would wait for ever for a body that was read and had no bytes. */
    private static void completeEmptyBody(RoutingContext context) {
        if (isChunked(context.request()) && context.body().buffer() == null) {
            ((RoutingContextInternal) context).setBody(Buffer.buffer());
        }
        context.next();
    }
}
