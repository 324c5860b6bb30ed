package dev.tavilypipeline.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.TimeSource;
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
final class RunEventRecorder {

    private final RunEventPublisher publisher;
    private final ResearchJob job;
    private final UUID executionId;
    private final TimeSource time;
    private final ExecutionTrace trace;
    private final TimeSource.Stopwatch stopwatch;
    private final Queue<CompletableFuture<Void>> inFlight = new ConcurrentLinkedQueue<>();
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    RunEventRecorder(RunEventPublisher publisher, ResearchJob job, UUID executionId, TimeSource time,
            ExecutionTrace trace) {
        this.publisher = publisher;
        this.job = job;
        this.executionId = executionId;
        this.time = time;
        this.trace = trace;
        this.stopwatch = time.start();
    }

    /** Completes when the fact is durable: nothing is spent on a run that no one knows to be running. */
    CompletableFuture<Void> started(String agentVersion, boolean simulated) {
        write(new RunStarted(job.runId(), executionId, stopwatch.startedAt(), job, agentVersion, simulated));
        return allDurable();
    }

    void stepStarted(StepName step, Instant at) {
        write(new StepStarted(job.runId(), executionId, at, step));
    }

    void stepFinished(StepName step, StepResult<?> end, TimeSource.Stopwatch timed) {
        steps.incrementAndGet();
        write(stepFact(step, end, timed.startedAt(), millis(timed.elapsed())));
    }

    /** A step that was skipped before it began. */
    void stepSkipped(StepName step, StepResult<?> end) {
        steps.incrementAndGet();
        write(stepFact(step, end, null, 0));
    }

    void called(StepName step, int number, Attempt<?> attempt) {
        calls.incrementAndGet();
        trace.called(step, number, attempt);
        Failure<?> failure = attempt.outcome() instanceof Failure<?> failed ? failed : null;
        Usage usage = attempt.response().usage();
        write(new ApiCallFinished(job.runId(), executionId, time.now(), attempt.callId(), step,
                attempt.description().provider(), attempt.description().operation(), attempt.description().query(),
                failure == null ? CallStatus.SUCCESS : CallStatus.FAILED, attempt.httpStatus(), attempt.response().results(),
                attempt.calledAt(), millis(attempt.latency()), number, attempt.cacheHit(),
                usage.credits(), attempt.description().model(),
                usage.inputTokens(), usage.cachedInputTokens(), usage.outputTokens(),
                attempt.cost().usd(), attempt.cost().priceVersion(), attempt.response().requestId(),
                failure == null ? null : failure.errorType(), failure == null ? null : failure.message()));
    }

    /** @return the fact, once it and all others of this execution are durable */
    CompletableFuture<RunFinished> finished(RunOutcome outcome, ResearchResult result) {
        RunFinished fact = new RunFinished(job.runId(), executionId, time.now(), stopwatch.startedAt(), outcome.status(),
                millis(stopwatch.elapsed()), steps.get(), calls.get(), outcome.errorType(), outcome.errorMessage(), result);
        return allDurable()
                .thenCompose(othersDurable -> {
                    write(fact);
                    return allDurable();
                })
                .thenApply(durable -> {
                    trace.ended(fact.status(), fact.errorType());
                    return fact;
                });
    }

    /** Completes when all facts are durable; another replica executes the job again. */
    CompletableFuture<Void> handedOver() {
        return allDurable().thenRun(trace::handedOver);
    }

    /** The execution ends without an end of the run. */
    void broken() {
        trace.broken();
    }

    private StepFinished stepFact(StepName step, StepResult<?> end, Instant startedAt, double latencyMs) {
        return new StepFinished(job.runId(), executionId, time.now(), step, end.status(), startedAt, latencyMs,
                end.errorType(), end.errorMessage());
    }

    private void write(RunEvent fact) {
        inFlight.add(publisher.publish(fact, trace.traceparent()).subscribeAsCompletionStage());
    }

    /** Completes when all facts that were written so far are durable. */
    CompletableFuture<Void> allDurable() {
        return CompletableFuture.allOf(inFlight.toArray(CompletableFuture[]::new));
    }

    /** To the microsecond. */
    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }
}
