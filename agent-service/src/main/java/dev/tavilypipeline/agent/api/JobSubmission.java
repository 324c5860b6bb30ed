package dev.tavilypipeline.agent.api;

import java.util.UUID;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.api.RecentJobs.Reservation;
import dev.tavilypipeline.agent.api.SubmissionResult.Queued;
import dev.tavilypipeline.agent.api.SubmissionResult.Rejected;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.publish.JobTrace;
import dev.tavilypipeline.agent.publish.NotAcknowledgedException;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;

/**
 * Brings jobs of clients to Kafka.
 *
 * <p>
 * <b>Delivery guarantees.</b> A job is queued when Kafka has confirmed it. Equal requests of one client under one idempotency
 * key are one run, also when they come at the same time: the first one writes, the others get its result. If the write fails,
 * nobody knows whether Kafka has the job; the next request writes the same job again. Other requests under the key are
 * rejected as long as this replica remembers the first one.
 */
final class JobSubmission {

    private static final Logger LOG = Logger.getLogger(JobSubmission.class);

    private final JobWriter writer;
    private final DeletedRuns deletedRuns;
    private final RecentJobs recent;
    private final TimeSource time;
    private final Runnable onQueued;
    private final RunIds runIds = new RunIds();

    /** Kafka: the result fails with {@link NotAcknowledgedException} if the job is not confirmed in time. */
    @FunctionalInterface
    interface JobWriter {

        Uni<Void> write(ResearchJob job, UUID factId, JobTrace trace);
    }

    /** The collector: whether retention has deleted a run, so that nobody would ever see what an execution of it finds. */
    @FunctionalInterface
    interface DeletedRuns {

        Uni<Boolean> contain(UUID runId, Requester requester);
    }

    JobSubmission(JobWriter writer, DeletedRuns deletedRuns, RecentJobs recent, TimeSource time, Runnable onQueued) {
        this.writer = writer;
        this.deletedRuns = deletedRuns;
        this.recent = recent;
        this.time = time;
        this.onQueued = onQueued;
    }

    /**
     * @param key null where the client gave none: the run is a new one
     * @return within the time that Kafka has to confirm a job; it never fails
     */
    Uni<SubmissionResult> submit(JobRequest request, Requester requester, IdempotencyKey key) {
        return result(() -> {
            UUID runId = runIds.of(requester.keyOwner(), key);
            Reservation reservation = recent.reserve(runId, () -> request.toJob(runId, time.now(), requester.client()));
            ResearchJob reserved = reservation.job();
            if (!request.toJob(runId, reserved.requestedAt(), requester.client()).equals(reserved)) {
                return Uni.createFrom().item(new Rejected(RunProblems.keyReused(key, runId)));
            }
            return reservation.write((job, factId) -> write(job, factId, requester, key));
        });
    }

    private Uni<SubmissionResult> write(ResearchJob job, UUID factId, Requester requester, IdempotencyKey key) {
        Uni<Boolean> deleted = key == null ? Uni.createFrom().item(false) : deletedRuns.contain(job.runId(), requester);
        return result(() -> deleted.chain(isDeleted -> isDeleted
                ? Uni.createFrom().item(new Rejected(RunProblems.keyOfDeletedRun(key, job.runId())))
                : append(job, factId, requester.trace())));
    }

    private Uni<SubmissionResult> append(ResearchJob job, UUID factId, JobTrace trace) {
        return writer.write(job, factId, trace).invoke(onQueued).<SubmissionResult> map(confirmed -> new Queued(job.runId()))
                .onFailure(NotAcknowledgedException.class)
                .recoverWithItem(() -> new Rejected(RunProblems.jobNotConfirmed(job.runId())));
    }

    private static Uni<SubmissionResult> result(Supplier<Uni<SubmissionResult>> work) {
        return Uni.createFrom().deferred(work::get)
                .onFailure(ProblemException.class)
                .recoverWithItem(refusal -> new Rejected(refusal.problem()))
                .onFailure().invoke(fault -> LOG.error("job could not be submitted", fault))
                .onFailure().recoverWithItem(() -> new Rejected(RunProblems.internal()));
    }
}
