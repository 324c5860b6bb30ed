package dev.tavilypipeline.agent.run;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Call;
import dev.tavilypipeline.agent.call.Cost;
import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.NotCalled;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.ParsedResponse;
import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.RunControl.StopReason;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStatus;
import io.smallrye.mutiny.Uni;

/**
 * One execution of a job: two searches side by side, then the summary. All facts are durable before the result completes.
 *
 * <p>
 * It fails only for a fault inside the service. Then it has written no end, and the job may be executed again or ended with
 * {@link #fail}.
 */
public final class Execution {

    private final ResearchJob job;
    private final ExecutionContext context;
    private final RunControl control;
    private final RunEventRecorder recorder;

    Execution(ResearchJob job, ExecutionContext context, RunControl control, RunEventRecorder recorder) {
        this.job = job;
        this.context = context;
        this.control = control;
        this.recorder = recorder;
    }

    /** @return the end of the run; empty if the job was handed over to another replica */
    public Uni<Optional<RunFinished>> run() {
        return Uni.createFrom()
                .completionStage(() -> recorder.started(context.agentVersion(), context.providers().simulated()))
                .invoke(control::startDeadline)
                .chain(this::searches)
                .chain(found -> summarize(found).chain(summary -> finish(found, summary)))
                .onFailure().invoke(recorder::broken);
    }

    /**
     * Ends the run because of a fault inside the service.
     *
     * @param reason a sentence for the user
     */
    public Uni<RunFinished> fail(String reason) {
        RunOutcome outcome = new RunOutcome(RunStatus.FAILED, ErrorType.INTERNAL, reason);
        return Uni.createFrom().completionStage(() -> recorder.finished(outcome, null));
    }

    private Uni<Findings> searches() {
        return Uni.combine().all().unis(
                search(StepName.SEARCH_OVERVIEW, job.query() + " company overview"),
                search(StepName.SEARCH_COMPETITORS, job.query() + " competitors market"))
                .collectFailures() // a fault of one must not cut the other off, whose call may be paid
                .with((overview, competitors) -> new Findings(overview, competitors, job.maxSources()));
    }

    private Uni<StepResult<SearchAnswer>> search(StepName step, String query) {
        SearchRequest request = SearchRequest.of(job, query);
        Call<SearchAnswer> call = context.providers().search().search(request);
        return step(step, StepStatus.FAILED, () -> {
            TimeSource.Stopwatch stopwatch = context.time().start();
            return context.cache().get(request, control, () -> call(step, call),
                    answer -> recorder.called(step, 1, cacheHit(call, answer, stopwatch)));
        });
    }

    private Attempt<SearchAnswer> cacheHit(Call<SearchAnswer> call, SearchAnswer answer, TimeSource.Stopwatch stopwatch) {
        return new Attempt<>(context.ids().get(), call.description(), stopwatch.startedAt(), stopwatch.elapsed(), null,
                new ParsedResponse<>(new Success<>(answer), answer.hits().size(), Usage.ofCredits(0), null),
                new Cost(BigDecimal.ZERO, null), true);
    }

    private Uni<StepResult<CompanySummary>> summarize(Findings found) {
        if (found.areEmpty()) {
            return skip(StepName.SUMMARIZE, StepResult.skipped(ErrorType.NOT_REACHED, "there was no source to summarise"));
        }
        return context.providers().model()
                .map(model -> step(StepName.SUMMARIZE, StepStatus.SKIPPED,
                        () -> call(StepName.SUMMARIZE, model.summarize(job.query(), found.sources()))))
                .orElseGet(() -> skip(StepName.SUMMARIZE,
                        StepResult.skipped(ErrorType.NO_MODEL, "OPENAI_API_KEY is not set")));
    }

    /** A step that may not make its first call was never started. */
    private <T> Uni<StepResult<T>> step(StepName step, StepStatus onFailure, Supplier<Uni<Outcome<T>>> work) {
        return Uni.createFrom().deferred(() -> {
            Optional<NotCalled<T>> refusal = control.refusal();
            if (refusal.isPresent()) {
                return skip(step, StepResult.of(refusal.get(), onFailure));
            }
            TimeSource.Stopwatch stopwatch = context.time().start();
            recorder.stepStarted(step, stopwatch.startedAt());
            return work.get().map(outcome -> StepResult.of(outcome, onFailure))
                    .invoke(result -> recorder.stepFinished(step, result, stopwatch));
        });
    }

    private <T> Uni<Outcome<T>> call(StepName step, Call<T> call) {
        AtomicBoolean attempted = new AtomicBoolean();
        return context.caller().call(call, control, (attempt, number) -> {
            attempted.set(true);
            recorder.called(step, number, attempt);
        }).map(outcome -> attempted.get() && outcome instanceof NotCalled<T> refusal
                ? Failure.because(refusal.errorType(), refusal.message())
                : outcome);
    }

    private <T> Uni<StepResult<T>> skip(StepName step, StepResult<T> result) {
        recorder.stepSkipped(step, result);
        return Uni.createFrom().item(result);
    }

    private Uni<Optional<RunFinished>> finish(Findings found, StepResult<CompanySummary> summary) {
        StopReason stop = control.stopReason().orElse(null);
        if (stop == StopReason.HANDED_OVER && (found.wasHandedOver() || summary.wasHandedOver())) {
            return Uni.createFrom().completionStage(recorder::handedOver).replaceWith(Optional.empty());
        }
        RunOutcome outcome = stop == StopReason.CANCELLED ? RunOutcome.CANCELLED : found.outcome(summary);
        RunOutcome explained = context.providers().simulated() ? outcome.simulated() : outcome;
        return Uni.createFrom().completionStage(() -> recorder.finished(explained, found.result(job.query(), summary)))
                .map(Optional::of);
    }
}
