package dev.tavilypipeline.agent.api;

import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

import org.jboss.logging.Logger;

import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.ProblemWriter;
import dev.tavilypipeline.kit.http.UuidParameter;
import dev.tavilypipeline.kit.http.forward.FailureHandler;
import dev.tavilypipeline.kit.http.forward.Forwarder;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /research/{run_id}/events}: the collector's server-sent events of a run, byte by byte. When a client leaves, the
 * collector's stream is closed; when the collector goes away, the client's ends, and the client comes back with
 * {@code Last-Event-ID}.
 */
@Singleton
class RunEventsForwarder {

    private static final Logger LOG = Logger.getLogger(RunEventsForwarder.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final long NO_BODY = 0;

    private final RunAnswers answers;
    private final Forwarder collector;

    RunEventsForwarder(Vertx vertx, CollectorSettings settings, RunAnswers answers) {
        this.answers = answers;
        this.collector = new Forwarder(vertx, settings.url(), ANSWER_TIMEOUT, NO_BODY);
    }

    void register(@Observes Router router) {
        router.get("/research/:run_id/events").handler(this::forward);
    }

    private void forward(RoutingContext context) {
        try {
            UUID runId = UuidParameter.parse("run_id", context.pathParam("run_id"));
            collector.forward(context, "/runs/" + runId + "/events", new EventFailures(runId));
        } catch (ProblemException e) {
            ProblemWriter.send(context.response(), e.problem());
        }
    }

    private final class EventFailures implements FailureHandler {

        private final UUID runId;

        private EventFailures(UUID runId) {
            this.runId = runId;
        }

        @Override
        public boolean replaces(int status, RoutingContext context) {
            boolean isUnknown = status == Status.NOT_FOUND.getStatusCode();
            if (isUnknown) {
                send(answers.isAccepted(runId) ? RunProblems.notVisibleYet(runId) : answers.unknown(runId), context);
            }
            return isUnknown;
        }

        @Override
        public void unavailable(Throwable reason, RoutingContext context) {
            LOG.warnf("service unreachable service=collector-service run_id=%s reason=\"%s\"", runId, reason);
            send(RunProblems.collectorUnavailable(runId), context);
        }

        private static void send(Problem problem, RoutingContext context) {
            RunProblems.retryAfter(problem).ifPresent(
                    seconds -> context.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
            ProblemWriter.send(context.response(), problem);
        }
    }
}
