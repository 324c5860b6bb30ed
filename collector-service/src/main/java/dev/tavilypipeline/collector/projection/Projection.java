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

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.ResearchResult;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;

/**
 * Tells a run from its facts. Pure: the same set of facts gives the same run, in whatever order and however often they were
 * read. A run's row and steps come from one execution, its calls from all.
 */
public final class Projection {

    /** Raised when a change of this class changes what a row says, so that the warehouse prefers the newer telling. */
    public static final int VERSION = 2;

    private final UUID runId;
    private final RunFacts facts;
    private final Optional<Execution> told;
    private final RunStatus status;
    private final List<ApiCallFinished> calls;

    private Projection(UUID runId, RunFacts facts) {
        this.runId = runId;
        this.facts = facts;
        this.told = facts.told();
        this.status = status();
        this.calls = facts.executions().stream()
                .flatMap(execution -> execution.calls.stream())
                .sorted(Comparator.comparing(call -> call.callId().toString()))
                .toList();
    }

    public static Run of(UUID runId, RunFacts facts) {
        return new Projection(runId, facts).run();
    }

    private RunStatus status() {
        Optional<RunFinished> finished = finished();
        if (finished.isPresent()) {
            return finished.get().status();
        }
        if (facts.abandonedAt().isPresent()) {
            return RunStatus.ABANDONED;
        }
        if (facts.cancelRequested()) {
            return RunStatus.CANCEL_REQUESTED;
        }
        return told.isPresent() ? RunStatus.RUNNING : RunStatus.QUEUED;
    }

    private Run run() {
        return new Run(summary(), Arrays.stream(StepName.values()).map(this::step).toList(), calls,
                finished().map(RunFinished::result).orElse(null), facts.hasJob());
    }

    private Run.Summary summary() {
        Optional<ResearchJob> job = facts.job();
        Optional<RunFinished> finished = finished();
        Optional<ResearchResult> result = finished.map(RunFinished::result);
        String query = job.map(ResearchJob::query).orElse(null);
        return new Run.Summary(runId, status, query,
                result.map(ResearchResult::companyName).orElse(query),
                result.map(ResearchResult::industry).orElse(null),
                // lists, ledger and KPIs go by it: where nobody told it, the run was asked for before anything was heard of it
                job.map(ResearchJob::requestedAt).orElse(facts.firstFactAt()),
                job.map(ResearchJob::requestedBy).orElse(null),
                startedAt(),
                finished.map(RunFinished::occurredAt).orElseGet(() -> facts.abandonedAt().orElse(null)),
                finished.map(RunFinished::totalLatencyMs).orElse(null),
                job.map(ResearchJob::deliver).orElse(true),
                facts.executions().size(),
                job.map(ResearchJob::retryOf).orElse(null),
                simulated(),
                told.map(e -> e.started).map(started -> started.agentVersion()).orElse(null),
                finished.map(RunFinished::errorType).orElse(status == RunStatus.ABANDONED ? ErrorType.ABANDONED : null),
                finished.map(RunFinished::errorMessage).orElse(null),
                calls.size(),
                told.map(e -> e.stepsFinished.size()).orElse(0),
                // the width of its column, of which no honest run comes near
                (int) Math.min(Integer.MAX_VALUE, sum(ApiCallFinished::credits)),
                sum(ApiCallFinished::inputTokens),
                sum(ApiCallFinished::outputTokens),
                calls.stream().map(ApiCallFinished::costUsd).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add),
                calls.stream().map(ApiCallFinished::priceVersion).filter(Objects::nonNull).max(Comparator.naturalOrder())
                        .orElse(null),
                result.map(r -> r.sources().size()).orElse(0),
                facts.executions().stream().mapToInt(Execution::missingFacts).sum(),
                facts.count(),
                facts.lastFactAt(),
                told.map(execution -> execution.id).orElse(null));
    }

    private Optional<RunFinished> finished() {
        return told.map(execution -> execution.finished);
    }

    private Instant startedAt() {
        return told.map(e -> e.started).map(started -> started.occurredAt())
                .or(() -> finished().map(RunFinished::startedAt))
                .orElse(null);
    }

    private boolean simulated() {
        return told.map(e -> e.started).map(started -> started.simulated())
                .orElseGet(() -> calls.stream().anyMatch(call -> call.provider().endsWith("-simulator")));
    }

    private long sum(Function<ApiCallFinished, Integer> amount) {
        return calls.stream().map(amount).filter(Objects::nonNull).mapToLong(Integer::longValue).sum();
    }

    private Step step(StepName name) {
        StepFinished finished = told.map(e -> e.stepsFinished.get(name)).orElse(null);
        return finished != null
                ? Step.finished(finished)
                : Step.unfinished(name, told.map(e -> e.stepsStarted.get(name)).orElse(null), status.isEnd());
    }
}
