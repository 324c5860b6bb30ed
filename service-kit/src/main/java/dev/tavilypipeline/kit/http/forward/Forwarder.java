package dev.tavilypipeline.kit.http.forward;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;

import org.jboss.logging.Logger;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;

/**
 * Passes requests on to one other service and streams both bodies: what one side is slow to read, the other is slow to write.
 * Only the configured address is ever asked, redirects are not followed, and {@link ForwardedHeaders} are passed alone. When
 * the
 * client leaves, the other service's response is closed. When the other service goes away in the middle of a response, events
 * end, so that the client comes back for more; any other response is broken off, so that nobody takes it for whole.
 */
public final class Forwarder {

    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    /** As many as a collector lets listen, unless it is configured otherwise. */
    private static final int MAX_CONNECTIONS = 1_000;
    private static final int CONNECT_MS = 2_000;
    /** Between two parts of a response; event streams have a comment every 15 s. */
    private static final int MAX_SILENCE_SECONDS = 60;

    private final URI address;
    private final Duration answerTimeout;
    private final long maxBody;
    private final HttpClient client;

    /**
     * @param answerTimeout how long the other service may take until its response begins
     * @param maxBody bytes of a request's body
     */
    public Forwarder(Vertx vertx, URI address, Duration answerTimeout, long maxBody) {
        this.address = address;
        this.answerTimeout = answerTimeout;
        this.maxBody = maxBody;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(MAX_CONNECTIONS)
                .setConnectTimeout(CONNECT_MS).setIdleTimeout(MAX_SILENCE_SECONDS).setDecompressionSupported(false));
    }

    /** @param target path and query at the other service, which the caller has checked */
    public void forward(RoutingContext context, String target, FailureHandler failures) {
        context.request().pause();
        boolean https = "https".equals(address.getScheme());
        RequestOptions options = new RequestOptions().setMethod(context.request().method()).setSsl(https)
                .setHost(address.getHost()).setPort(address.getPort() >= 0 ? address.getPort() : https ? 443 : 80)
                .setURI(ForwardedHeaders.prefix(address) + target);
        ask(options, context, failures, RequestBody.isReading(context.request()));
    }

    private void ask(RequestOptions options, RoutingContext context, FailureHandler failures, boolean mayRepeat) {
        client.request(options)
                .onSuccess(request -> send(request, context, failures, reason -> {
                    if (mayRepeat && reason instanceof HttpClosedException) {
                        // a connection from the pool, which the other service had closed, as at a restart
                        ask(options, context, failures, false);
                    } else {
                        unavailable(reason, context, failures);
                    }
                }))
                .onFailure(reason -> unavailable(reason, context, failures));
    }

    private void send(HttpClientRequest request, RoutingContext context, FailureHandler failures,
            Consumer<Throwable> unanswered) {
        if (context.response().closed()) {
            request.reset();
            return;
        }
        context.response().closeHandler(gone -> request.reset());
        ForwardedHeaders.copyRequest(context.request().headers(), request.headers());
        request.response().timeout(answerTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(answer -> pass(answer, request, context, failures))
                .onFailure(reason -> {
                    request.reset();
                    unanswered.accept(reason);
                });
        new RequestBody(context, maxBody).sendTo(request);
    }

    private void pass(HttpClientResponse answer, HttpClientRequest request, RoutingContext context, FailureHandler failures) {
        HttpServerResponse response = context.response();
        if (response.headWritten() || response.closed()) {
            request.reset();
            return;
        }
        if (failures.replaces(answer.statusCode(), context)) {
            answer.resume();
            return;
        }
        response.setStatusCode(answer.statusCode());
        ForwardedHeaders.copyResponse(answer.headers(), response.headers(), address);
        if (hasNoBody(answer.statusCode(), context)) {
            answer.resume();
            response.end();
            return;
        }
        String type = answer.getHeader(HttpHeaders.CONTENT_TYPE);
        boolean isEvents = type != null && type.startsWith(MediaType.SERVER_SENT_EVENTS);
        response.setChunked(!response.headers().contains(HttpHeaders.CONTENT_LENGTH));
        answer.pipe().endOnFailure(isEvents).to(response).onFailure(reason -> {
            LOG.debugf("forwarded response ended early path=%s reason=\"%s\"", context.request().path(), reason);
            if (!isEvents) {
                response.reset();
            }
        });
    }

    private static boolean hasNoBody(int status, RoutingContext context) {
        return context.request().method().equals(HttpMethod.HEAD) || status == Status.NO_CONTENT.getStatusCode()
                || status == Status.NOT_MODIFIED.getStatusCode();
    }

    private static void unavailable(Throwable reason, RoutingContext context, FailureHandler failures) {
        if (!context.response().headWritten() && !context.response().closed()) {
            failures.unavailable(reason, context);
        }
    }
}
