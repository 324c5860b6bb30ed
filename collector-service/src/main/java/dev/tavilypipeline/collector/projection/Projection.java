package dev.tavilypipeline.collector.projection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.ResearchResult;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;

/**
 * Builds a run from its facts. Pure: the same set of facts gives the same run, in whatever order and however often they were
 * read. Row and steps of a run come from its canonical execution, its calls from all executions.
 */
public final class Projection {

    /** Raised when a change of this class changes what a row says: the warehouse prefers the row of the higher version. */
    public static final int VERSION = 3;

    private final UUID runId;
    private final RunFacts facts;
    private final Optional<Execution> canonical;
    private final Optional<RunFinished> finished;
    private final RunStatus status;
    private final List<ApiCallFinished> calls;

    private Projection(UUID runId, RunFacts facts) {
        this.runId = runId;
        this.facts = facts;
        this.canonical = facts.canonicalExecution();
        this.finished = canonical.map(execution -> execution.finished);
        this.status = status();
        this.calls = facts.executions().stream()
                .flatMap(execution -> execution.calls.stream())
                .sorted(Comparator.comparing(call -> call.callId().toString()))
                .toList();
    }

    /** @param at the time of emission in the run's row */
    public static Run of(UUID runId, RunFacts facts, Instant at) {
        return new Projection(runId, facts).run(at);
    }

    private RunStatus status() {
        if (finished.isPresent()) {
            return finished.get().status();
        }
        if (facts.abandonedAt().isPresent()) {
            return RunStatus.ABANDONED;
        }
        if (facts.cancelRequested()) {
            return RunStatus.CANCEL_REQUESTED;
        }
        return canonical.isPresent() ? RunStatus.RUNNING : RunStatus.QUEUED;
    }

    private Run run(Instant at) {
        Optional<ResearchJob> job = facts.job();
        Run.Summary summary = new Run.Summary(row(job, at), job.map(ResearchJob::deliver).orElse(true), facts.lastFactAt(),
                canonical.map(execution -> execution.id).orElse(null));
        return new Run(summary, Arrays.stream(StepName.values()).map(this::step).toList(), calls,
                finished.map(RunFinished::result).orElse(null), job.map(Run.Options::of).orElse(null), facts.hasJob());
    }

    private AgentRunRow row(Optional<ResearchJob> job, Instant at) {
        Optional<RunStarted> started = canonical.map(execution -> execution.started);
        Optional<ResearchResult> result = finished.map(RunFinished::result);
        String query = job.map(ResearchJob::query).orElse(null);
        return new AgentRunRow(runId,
                result.map(ResearchResult::companyName).orElse(query),
                result.map(ResearchResult::industry).orElse(null),
                status,
                started.map(RunStarted::occurredAt).or(() -> finished.map(RunFinished::startedAt)).orElse(null),
                finished.map(RunFinished::occurredAt).orElseGet(() -> facts.abandonedAt().orElse(null)),
                finished.map(RunFinished::totalLatencyMs).orElse(null),
                calls.size(),
                finished.map(RunFinished::errorMessage).orElse(null),
                query,
                // lists, ledger and KPIs select by it: without a job it is the time of the earliest fact
                job.map(ResearchJob::requestedAt).orElse(facts.isKnown() ? facts.firstFactAt() : null),
                job.map(ResearchJob::requestedBy).orElse(null),
                canonical.map(execution -> execution.stepsFinished.size()).orElse(0),
                total(ApiCallFinished::credits),
                sum(ApiCallFinished::inputTokens),
                sum(ApiCallFinished::outputTokens),
                total(ApiCallFinished::costUsd),
                calls.stream().map(ApiCallFinished::priceVersion).filter(Objects::nonNull).max(Comparator.naturalOrder())
                        .orElse(null),
                finished.map(RunFinished::errorType).orElse(status == RunStatus.ABANDONED ? ErrorType.ABANDONED : null),
                result.map(found -> found.sources().size()).orElse(0),
                facts.executions().size(),
                job.map(ResearchJob::retryOf).orElse(null),
                facts.executions().stream().mapToInt(Execution::missingFacts).sum(),
                started.map(RunStarted::agentVersion).orElse(null),
                started.map(RunStarted::simulated).orElseGet(this::hasSimulatedCalls),
                unpricedCalls(),
                facts.count(),
                VERSION,
                at);
    }

    private boolean hasSimulatedCalls() {
        return calls.stream().anyMatch(call -> call.provider().endsWith("-simulator"));
    }

    private int unpricedCalls() {
        return (int) calls.stream().filter(call -> call.costUsd() == null).count();
    }

    private BigDecimal total(Function<ApiCallFinished, BigDecimal> amount) {
        return calls.stream().map(amount).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private long sum(Function<ApiCallFinished, Integer> amount) {
        return calls.stream().map(amount).filter(Objects::nonNull).mapToLong(Integer::longValue).sum();
    }

    private Step step(StepName name) {
        StepFinished end = canonical.map(execution -> execution.stepsFinished.get(name)).orElse(null);
        return end != null
                ? Step.finished(end)
                : Step.unfinished(name, canonical.map(execution -> execution.stepsStarted.get(name)).orElse(null),
                        status.isTerminal());
    }
}
