package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.RunControl.StopReason;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.agent.run.RunTrace;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.json.UnreadableRecordException;
import dev.tavilypipeline.kit.kafka.CloudEventHeaders;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Executes the jobs of one partition, from its assignment to its revocation. A job of a finished run is not executed again.
 */
final class PartitionWorker {

    /** A run is not started more often than this, so that a job that ends the process does not do so for ever. */
    static final int MAX_EXECUTIONS = 10;

    private static final Logger LOG = Logger.getLogger(PartitionWorker.class);

    private final int partition;
    private final OwnedHistories history;
    private final JobRunner runner;
    private final Supplier<Uni<Void>> mayStart;
    private final Supplier<Uni<Void>> confirmed;
    private final Function<ResearchJob, RunControl> newControl;
    private final DeadLetters deadLetters;
    private final RunMetrics metrics;
    private final InFlightRuns runs = new InFlightRuns();
    private final Map<UUID, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /**
     * @param mayStart completes when the providers take calls
     * @param confirmed completes when Kafka has confirmed that this process owns the partition
     */
    PartitionWorker(int partition, OwnedHistories history, JobRunner runner, Supplier<Uni<Void>> mayStart,
            Supplier<Uni<Void>> confirmed, Function<ResearchJob, RunControl> newControl, DeadLetters deadLetters,
            RunMetrics metrics) {
        this.partition = partition;
        this.history = history;
        this.runner = runner;
        this.mayStart = mayStart;
        this.confirmed = confirmed;
        this.newControl = newControl;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /** @return whether the record is done, so that its offset may be committed; false if its next owner must execute it */
    Uni<Boolean> work(ConsumerRecord<byte[], byte[]> record) {
        if (closed.isDone()) {
            return Uni.createFrom().item(false);
        }
        try {
            CloudEventHeaders.requireId(record.headers()); // the collector refuses it without: it would run unseen
            ResearchJob job = ContractJson.readJob(record.value());
            return ready(job).chain(() -> closed.isDone() ? Uni.createFrom().item(false) : execute(job, record))
                    .onFailure().recoverWithUni(fault -> giveUp(record, job, fault));
        } catch (UnreadableRecordException e) {
            return deadLetters.send(record, e.getMessage()).replaceWith(true);
        }
    }

    /**
     * A cancelled job does not wait for the providers. The history is asked for after that wait, in which what was read for
     * this job may have been forgotten. Completes on the thread of the caller, whose context the work needs.
     */
    private Uni<Void> ready(ResearchJob job) {
        Context context = Vertx.currentContext();
        Uni<Void> ready = Uni.combine().any().of(mayStart.get(), cancelled(job.runId()))
                .chain(() -> history.load(partition, job.requestedAt())).chain(confirmed::get);
        Uni<Void> readyOrClosed = Uni.combine().any().of(ready, Uni.createFrom().completionStage(() -> closed.copy()));
        return context == null ? readyOrClosed : readyOrClosed.emitOn(work -> context.runOnContext(unused -> work.run()));
    }

    /** Completes if the run is cancelled while its job waits. */
    private Uni<Void> cancelled(UUID runId) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> cancelled = waiting.computeIfAbsent(runId, id -> new CompletableFuture<>());
            return Uni.createFrom().completionStage(() -> cancelled.copy()).onTermination()
                    .invoke(() -> waiting.remove(runId, cancelled));
        });
    }

    /** The run cannot even be ended: the job is kept among the dead letters and is not tried for ever. */
    private Uni<Boolean> giveUp(ConsumerRecord<byte[], byte[]> record, ResearchJob job, Throwable fault) {
        LOG.errorf(fault, "job could not be executed run_id=%s", job.runId());
        return deadLetters.send(record, "the agent failed for an internal reason: " + fault).replaceWith(true);
    }

    private Uni<Boolean> execute(ResearchJob job, ConsumerRecord<?, ?> record) {
        UUID runId = job.runId();
        if (history.isFinished(partition, runId)) {
            LOG.infof("run is finished already, its job is not executed again run_id=%s", runId);
            return Uni.createFrom().item(true);
        }
        RunControl control = newControl.apply(job);
        return runs.execute(runId, control, () -> {
            if (history.isCancelled(partition, runId)) { // from here on, cancel() reaches it
                control.stop(StopReason.CANCELLED);
            }
            RunTrace trace = runner.trace(record, runId, history.latestExecution(partition, runId));
            return run(job, control, trace).onFailure().invoke(trace::fail).map(end -> {
                end.ifPresent(finished -> history.finished(partition, runId));
                trace.end(end.orElse(null));
                return end.isPresent();
            });
        });
    }

    private Uni<Optional<RunFinished>> run(ResearchJob job, RunControl control, RunTrace trace) {
        int executions = history.unfinishedExecutions(partition, job.runId());
        control.spend(Usage.ofCredits(history.spentCredits(partition, job.runId())));
        LOG.infof("run started run_id=%s earlier_executions=%d", job.runId(), executions);
        metrics.started(job);
        Uni<Optional<RunFinished>> end = executions < MAX_EXECUTIONS
                ? runner.run(job, control, trace)
                : runner.fail(job, control, trace,
                        executions + " executions ended without run_finished");
        return end.invoke(finished -> finished.ifPresentOrElse(metrics::finished,
                () -> LOG.infof("run handed over run_id=%s", job.runId())));
    }

    void cancel(UUID runId) {
        Optional.ofNullable(waiting.get(runId)).ifPresent(job -> job.complete(null));
        runs.stop(runId, StopReason.CANCELLED);
    }

    int running() {
        return runs.count();
    }

    /** Starts no more runs. */
    void close() {
        closed.complete(null);
    }

    /** @return whether all runs have ended */
    boolean awaitEnd(Duration longest) {
        return runs.awaitNone(longest);
    }

    /** Lets no run make another call. */
    void handOver() {
        close();
        runs.stopAll(StopReason.HANDED_OVER);
    }

    /** Ends the calls in flight without their answer. */
    void breakOffCalls() {
        runs.breakOffCalls();
    }
}
