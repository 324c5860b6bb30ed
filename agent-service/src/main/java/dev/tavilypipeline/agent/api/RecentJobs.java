package dev.tavilypipeline.agent.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import dev.tavilypipeline.agent.api.SubmissionResult.Queued;
import dev.tavilypipeline.contract.ResearchJob;
import io.smallrye.mutiny.Uni;

/**
 * The jobs that clients sent to this replica in the last minutes. A run_id is reserved before its job is written, so that of
 * many equal requests one writes and the others wait for the same acknowledgement.
 */
final class RecentJobs {

    /** How long a request that comes again is known. */
    static final Duration KEPT = Duration.ofMinutes(5);
    /** A minute of 800 jobs a second; the oldest are forgotten first. */
    private static final int MAX_RESERVATIONS = 50_000;

    private final Map<UUID, Reservation> reservations = new LinkedHashMap<>();
    private final Supplier<UUID> factIds;
    private final Supplier<Instant> now;

    RecentJobs(Supplier<UUID> factIds, Supplier<Instant> now) {
        this.factIds = factIds;
        this.now = now;
    }

    /** A job and its write, which is made again only if it failed. */
    static final class Reservation {

        private final ResearchJob job;
        private final UUID factId;
        private CompletableFuture<SubmissionResult> result;

        private Reservation(ResearchJob job, UUID factId) {
            this.job = job;
            this.factId = factId;
        }

        /** The job of the first request: what is written again is the same job. */
        ResearchJob job() {
            return job;
        }

        Uni<SubmissionResult> write(BiFunction<ResearchJob, UUID, Uni<SubmissionResult>> writer) {
            // a copy: a client that leaves cancels nobody else's wait
            return Uni.createFrom().completionStage(() -> resultOf(writer).copy());
        }

        private synchronized CompletableFuture<SubmissionResult> resultOf(
                BiFunction<ResearchJob, UUID, Uni<SubmissionResult>> writer) {
            if (result == null || hasFailed()) {
                result = writer.apply(job, factId).subscribeAsCompletionStage();
            }
            return result;
        }

        private boolean hasFailed() {
            return result.isDone() && (result.isCompletedExceptionally() || !(result.join() instanceof Queued));
        }

        private synchronized boolean isAccepted() {
            return result != null && result.isDone() && !hasFailed();
        }
    }

    /** @param newJob is asked for the job if the run_id is not reserved; it may refuse with an exception */
    synchronized Reservation reserve(UUID runId, Supplier<ResearchJob> newJob) {
        Reservation reservation = find(runId);
        if (reservation == null) {
            reservation = new Reservation(newJob.get(), factIds.get());
            reservations.remove(runId);
            reservations.put(runId, reservation);
            forgetOldest();
        }
        return reservation;
    }

    /** Whether this replica has accepted the job a moment ago, so that the collector may not have seen it yet. */
    synchronized boolean isAccepted(UUID runId) {
        Reservation reservation = find(runId);
        return reservation != null && reservation.isAccepted();
    }

    private Reservation find(UUID runId) {
        Reservation reservation = reservations.get(runId);
        return reservation == null || isOver(reservation) ? null : reservation;
    }

    private boolean isOver(Reservation reservation) {
        return reservation.job.requestedAt().plus(KEPT).isBefore(now.get());
    }

    private void forgetOldest() {
        Iterator<Reservation> byAge = reservations.values().iterator();
        while (byAge.hasNext()) {
            Reservation oldest = byAge.next();
            if (reservations.size() <= MAX_RESERVATIONS && !isOver(oldest)) {
                return;
            }
            byAge.remove();
        }
    }
}
