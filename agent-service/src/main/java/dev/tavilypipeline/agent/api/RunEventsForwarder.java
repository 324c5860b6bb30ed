package dev.tavilypipeline.agent.api;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;

import org.jboss.logging.Logger;

import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.ProblemWriter;
import dev.tavilypipeline.kit.http.UuidParameter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /research/{run_id}/events}: the collector's server-sent events of a run, byte by byte. What one side is slow to
 * read, the other is slow to write. When a client leaves, the collector's stream is closed; when the collector goes away, the
 * client's ends, and the client comes back with {@code Last-Event-ID}.
 */
@Singleton
class RunEventsForwarder {

    private static final Logger LOG = Logger.getLogger(RunEventsForwarder.class);
    /** As many as a collector lets listen, unless it is configured otherwise. */
    private static final int MOST_LISTENERS = 1000;
    private static final int CONNECT_MS = 2_000;
    private static final int ANSWER_MS = 5_000;
    /** Of the collector, which says something every 15 s. */
    private static final int LONGEST_SILENCE_SECONDS = 60;
    private static final List<String> PASSED_TO_COLLECTOR = List.of(HttpHeaders.AUTHORIZATION,
            HttpHeaders.LAST_EVENT_ID_HEADER);
    private static final List<String> PASSED_TO_CLIENT = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.RETRY_AFTER);

    private final URI collector;
    private final RunAnswers answers;
    private final HttpClient client;

    RunEventsForwarder(Vertx vertx, ResearchSettings settings, RunAnswers answers) {
        this.collector = settings.url();
        this.answers = answers;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(MOST_LISTENERS)
                .setConnectTimeout(CONNECT_MS).setIdleTimeout(LONGEST_SILENCE_SECONDS).setDecompressionSupported(false));
    }

    void register(@Observes Router router) {
        router.get("/research/:run_id/events").handler(this::forward);
    }

    private void forward(RoutingContext context) {
        try {
            forward(UuidParameter.parse("run_id", context.pathParam("run_id")), context);
        } catch (ProblemException e) {
            ProblemWriter.send(context.response(), e.problem());
        }
    }

    private void forward(UUID runId, RoutingContext context) {
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET)
                .setAbsoluteURI(collector.resolve("/runs/" + runId + "/events").toString());
        PASSED_TO_COLLECTOR.stream().filter(name -> context.request().getHeader(name) != null)
                .forEach(name -> options.putHeader(name, context.request().getHeader(name)));
        client.request(options)
                .onSuccess(request -> send(runId, request, context))
                .onFailure(reason -> unavailable(runId, context, reason));
    }

    private void send(UUID runId, HttpClientRequest request, RoutingContext context) {
        context.response().closeHandler(gone -> request.reset());
        request.putHeader(HttpHeaders.ACCEPT, MediaType.SERVER_SENT_EVENTS).send()
                .timeout(ANSWER_MS, TimeUnit.MILLISECONDS)
                .onSuccess(answer -> pass(runId, answer, context))
                .onFailure(reason -> {
                    request.reset();
                    unavailable(runId, context, reason);
                });
    }

    private void pass(UUID runId, HttpClientResponse answer, RoutingContext context) {
        HttpServerResponse response = context.response();
        if (answer.statusCode() == Status.NOT_FOUND.getStatusCode()) {
            answer.resume();
            problem(context, answers.isAccepted(runId) ? RunProblems.notVisibleYet(runId) : answers.unknown(runId));
            return;
        }
        response.setStatusCode(answer.statusCode());
        PASSED_TO_CLIENT.stream().filter(name -> answer.getHeader(name) != null)
                .forEach(name -> response.putHeader(name, answer.getHeader(name)));
        if (answer.statusCode() == Status.NO_CONTENT.getStatusCode()) {
            response.end();
        } else {
            answer.pipeTo(response.setChunked(true))
                    .onFailure(reason -> LOG.debugf("event stream ended run_id=%s reason=\"%s\"", runId, reason));
        }
    }

    private static void unavailable(UUID runId, RoutingContext context, Throwable reason) {
        LOG.warnf("collector not reached run_id=%s reason=\"%s\"", runId, reason);
        problem(context, RunProblems.collectorUnavailable(runId));
    }

    private static void problem(RoutingContext context, Problem problem) {
        if (!context.response().ended() && !context.response().closed()) {
            RunProblems.retryAfter(problem).ifPresent(
                    seconds -> context.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
            ProblemWriter.send(context.response(), problem);
        }
    }
}
