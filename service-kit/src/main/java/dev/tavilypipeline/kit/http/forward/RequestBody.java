package dev.tavilypipeline.kit.http.forward;

import jakarta.ws.rs.core.Response.Status;

import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** The body of a request that is forwarded. One that is too long is answered with 413, and the request is broken off. */
final class RequestBody {

    private final RoutingContext context;
    private final HttpServerRequest source;
    private final long max;

    RequestBody(RoutingContext context, long max) {
        this.context = context;
        this.source = context.request();
        this.max = max;
    }

    void sendTo(HttpClientRequest request) {
        Buffer read = context.body().buffer(); // a chunked body was read before, to know its length
        if (read != null) {
            request.end(read);
        } else if (isMissing()) {
            source.resume();
            request.end();
        } else {
            stream(request);
        }
    }

    /** Whether it changes nothing, so that it may be sent twice. It is sent without what it has for a body. */
    static boolean isReading(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private boolean isMissing() {
        String length = source.getHeader(HttpHeaders.CONTENT_LENGTH);
        return isReading(source) || source.isEnded() || "0".equals(length)
                || (length == null && source.method().equals(HttpMethod.DELETE));
    }

    private void stream(HttpClientRequest request) {
        String length = source.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            request.setChunked(true);
        } else {
            request.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        new LimitedStream(source, max).pipe().endOnFailure(false).to(request).onFailure(reason -> {
            if (reason instanceof LimitedStream.TooLongException && !context.response().headWritten()) {
                ProblemWriter.send(context.response(),
                        Problem.of(Status.REQUEST_ENTITY_TOO_LARGE, "the body has more than " + max + " bytes"));
            }
            request.reset();
        });
    }
}
