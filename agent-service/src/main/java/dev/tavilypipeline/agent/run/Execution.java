package dev.tavilypipeline.agent.run;

import java.util.function.Supplier;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Retries;
import dev.tavilypipeline.agent.call.Timekeeper;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStatus;
import io.smallrye.mutiny.Uni;

/**
 * One taking-up of a job: two searches side by side, then the summary. Every fact is on the {@link FactLog} before the
 * result completes. It fails only for a reason inside the service; then its end has not been written, and the job may be
 * taken up again, or given up with {@link #giveUp}.
 */
public final class Execution {

    private final ResearchJob job;
    private final Research.Providers providers;
    private final Retries retries;
    private final Timekeeper time;
    private final Journal journal;
    private final String agentVersion;

    Execution(ResearchJob job, Research.Providers providers, Retries retries, Timekeeper time, Journal journal,
            String agentVersion) {
        this.job = job;
        this.providers = providers;
        this.retries = retries;
        this.time = time;
        this.journal = journal;
        this.agentVersion = agentVersion;
    }

    public Uni<RunFinished> run() {
        return Uni.createFrom().completionStage(() -> journal.started(agentVersion, providers.simulated()))
                .chain(this::searches)
                .chain(found -> summarize(found).chain(identity -> finish(found, identity)));
    }

    /** Ends the run for a reason inside the service. */
    public Uni<RunFinished> giveUp(Throwable reason) {
        Verdict verdict = new Verdict(RunStatus.FAILED, ErrorType.INTERNAL, reason.toString());
        return Uni.createFrom().completionStage(() -> journal.finished(verdict, null));
    }

    private Uni<Findings> searches() {
        return Uni.combine().all().unis(
                search(StepName.SEARCH_OVERVIEW, job.query() + " company overview"),
                search(StepName.SEARCH_COMPETITORS, job.query() + " competitors market"))
                .with((overview, competitors) -> new Findings(overview, competitors, job.maxSources()));
    }

    private Uni<StepEnd<SearchAnswer>> search(StepName step, String query) {
        return step(step, StepStatus.FAILED, () -> providers.search().search(query, job.maxSources()));
    }

    private Uni<StepEnd<Identity>> summarize(Findings found) {
        if (found.areEmpty()) {
            return skip(StepName.SUMMARIZE, ErrorType.NOT_REACHED, "there was no source to summarise");
        }
        return providers.model()
                .map(model -> step(StepName.SUMMARIZE, StepStatus.SKIPPED, () -> model.identify(job.query(), found.sources())))
                .orElseGet(() -> skip(StepName.SUMMARIZE, ErrorType.NO_MODEL, "OPENAI_API_KEY is not set"));
    }

    private <T> Uni<StepEnd<T>> step(StepName step, StepStatus otherwise, Supplier<Uni<Attempt<T>>> call) {
        return Uni.createFrom().deferred(() -> {
            Timekeeper.Lap lap = time.start();
            journal.stepStarted(step, lap.startedAt());
            Uni<Outcome<T>> outcome = retries.call(call, (attempt, number) -> journal.called(step, number, attempt));
            return outcome.map(end -> StepEnd.of(end, otherwise))
                    .invoke(end -> journal.stepFinished(step, end, lap));
        });
    }

    private <T> Uni<StepEnd<T>> skip(StepName step, String errorType, String reason) {
        StepEnd<T> end = StepEnd.skipped(errorType, reason);
        journal.stepSkipped(step, end);
        return Uni.createFrom().item(end);
    }

    private Uni<RunFinished> finish(Findings found, StepEnd<Identity> identity) {
        Verdict verdict = providers.simulated() ? found.verdict().simulated() : found.verdict();
        return Uni.createFrom().completionStage(() -> journal.finished(verdict, found.result(job.query(), identity)));
    }
}
