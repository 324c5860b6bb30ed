package dev.tavilypipeline.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Outcome.NoAnswer;
import dev.tavilypipeline.agent.call.Timekeeper;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.ResearchResult;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStarted;

/**
 * Writes the facts of one execution and counts them.
 *
 * <p>
 * <b>Delivery.</b> The steps do not wait for their facts; the end does: {@code run_finished} is written when all others are
 * durable, so that whoever reads it can rely on its counts.
 */
final class Journal {

    private final FactLog log;
    private final ResearchJob job;
    private final UUID executionId;
    private final Timekeeper time;
    private final Timekeeper.Lap lap;
    private final Queue<CompletableFuture<Void>> underWay = new ConcurrentLinkedQueue<>();
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    Journal(FactLog log, ResearchJob job, UUID executionId, Timekeeper time) {
        this.log = log;
        this.job = job;
        this.executionId = executionId;
        this.time = time;
        this.lap = time.start();
    }

    /** Completes when the fact is durable: nothing is spent on a run that no one knows to be running. */
    CompletableFuture<Void> started(String agentVersion, boolean simulated) {
        write(new RunStarted(job.runId(), executionId, lap.startedAt(), job, agentVersion, simulated));
        return allDurable();
    }

    void stepStarted(StepName step, Instant at) {
        write(new StepStarted(job.runId(), executionId, at, step));
    }

    void stepFinished(StepName step, StepEnd<?> end, Timekeeper.Lap stepLap) {
        steps.incrementAndGet();
        write(stepFact(step, end, stepLap.startedAt(), millis(stepLap.elapsed())));
    }

    /** A step that was skipped before it began. */
    void stepSkipped(StepName step, StepEnd<?> end) {
        steps.incrementAndGet();
        write(stepFact(step, end, null, 0));
    }

    void called(StepName step, int number, Attempt<?> attempt) {
        calls.incrementAndGet();
        NoAnswer<?> failure = attempt.outcome() instanceof NoAnswer<?> none ? none : null;
        Usage usage = attempt.reading().usage();
        write(new ApiCallFinished(job.runId(), executionId, time.now(), attempt.callId(), step,
                attempt.question().provider(), attempt.question().operation(), attempt.question().query(),
                failure == null ? CallStatus.SUCCESS : CallStatus.FAILED, attempt.httpStatus(), attempt.reading().results(),
                attempt.calledAt(), millis(attempt.latency()), number, false,
                usage.credits(), attempt.question().model(),
                usage.inputTokens(), usage.cachedInputTokens(), usage.outputTokens(),
                attempt.cost().usd(), attempt.cost().priceVersion(), attempt.reading().requestId(),
                failure == null ? null : failure.errorType(), failure == null ? null : failure.message()));
    }

    /** @return the fact, once it and all others of this execution are durable */
    CompletableFuture<RunFinished> finished(Verdict verdict, ResearchResult result) {
        RunFinished fact = new RunFinished(job.runId(), executionId, time.now(), lap.startedAt(), verdict.status(),
                millis(lap.elapsed()), steps.get(), calls.get(), verdict.errorType(), verdict.errorMessage(), result);
        return allDurable()
                .thenCompose(othersDurable -> {
                    write(fact);
                    return allDurable();
                })
                .thenApply(durable -> fact);
    }

    private StepFinished stepFact(StepName step, StepEnd<?> end, Instant startedAt, double latencyMs) {
        return new StepFinished(job.runId(), executionId, time.now(), step, end.status(), startedAt, latencyMs,
                end.errorType(), end.errorMessage());
    }

    private void write(RunEvent fact) {
        underWay.add(log.append(fact).subscribeAsCompletionStage());
    }

    private CompletableFuture<Void> allDurable() {
        return CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new));
    }

    /** To the microsecond. */
    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }
}
