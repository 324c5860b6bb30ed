package dev.tavilypipeline.agent.api;

import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.kit.http.Problem;

/** What can be wrong with a request about a run, and how long to wait before it is sent again. */
final class RunProblems {

    static final String NOT_VISIBLE_YET = "run-not-visible-yet";
    private static final int UNPROCESSABLE = 422;
    private static final int SOON = 1;
    private static final int LATER = 5;

    private RunProblems() {
    }

    static Response response(Problem problem) {
        OptionalInt retryAfter = retryAfter(problem);
        return retryAfter.isPresent() ? problem.response(retryAfter.getAsInt()) : problem.response().build();
    }

    /** After how many seconds the same request may be sent again; empty where that does not help. */
    static OptionalInt retryAfter(Problem problem) {
        if (problem.status() == Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            return OptionalInt.of(LATER);
        }
        return problem.type().equals(NOT_VISIBLE_YET) ? OptionalInt.of(SOON) : OptionalInt.empty();
    }

    static Problem notVisibleYet(UUID runId) {
        return of(Status.NOT_FOUND, "the run is not known yet; one that was just accepted appears within a second", runId)
                .typed(NOT_VISIBLE_YET);
    }

    static Problem notFound(UUID runId) {
        return of(Status.NOT_FOUND, "no such run is known", runId).typed("run-not-found");
    }

    static Problem notEnded(UUID runId, RunStatus status) {
        return of(Status.CONFLICT, "the run has not ended, so it cannot be repeated yet: wait for its end or cancel it", runId)
                .typed("run-not-ended").with("run_status", status);
    }

    static Problem ended(UUID runId, RunStatus status) {
        return of(Status.CONFLICT, "the run has ended already, so it cannot be cancelled", runId)
                .typed("run-ended").with("run_status", status);
    }

    static Problem collectorUnavailable(UUID runId) {
        return of(Status.SERVICE_UNAVAILABLE, "the collector, which keeps the runs, cannot be reached", runId);
    }

    static Problem jobNotConfirmed(UUID runId) {
        return of(Status.SERVICE_UNAVAILABLE, "Kafka did not confirm the job in time, so it is unknown whether it will run."
                + " Sending it again with the same " + IdempotencyKey.HEADER
                + " is safe; without one, look for the run_id first.", runId);
    }

    static Problem cancellationNotConfirmed(UUID runId) {
        return of(Status.SERVICE_UNAVAILABLE, "Kafka did not confirm the cancellation in time, so it is unknown whether the run"
                + " will stop. Sending it again is safe.", runId);
    }

    static Problem keyReused(IdempotencyKey key, UUID runId) {
        return new Problem("idempotency-key-reused", "Unprocessable Content", UNPROCESSABLE,
                key.field() + " was used for another request a moment ago: give each job a key of its own", Map.of())
                .with("field", key.field()).with("run_id", runId);
    }

    static Problem keyOfDeletedRun(IdempotencyKey key, UUID runId) {
        return of(Status.GONE, "the run of this " + key.field()
                + " was deleted when the time to keep it was over: give a new job a key of its own", runId)
                .typed("run-deleted");
    }

    static Problem internal() {
        return Problem.of(Status.INTERNAL_SERVER_ERROR, "an error inside the service; its log says more");
    }

    private static Problem of(Status status, String detail, UUID runId) {
        return Problem.of(status, detail).with("run_id", runId);
    }
}
