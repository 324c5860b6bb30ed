package dev.tavilypipeline.agent.run;

import static dev.tavilypipeline.contract.StepName.SEARCH_COMPETITORS;
import static dev.tavilypipeline.contract.StepName.SEARCH_OVERVIEW;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;

/** The status of a run, from how its steps ended. A run without a source fails: the agent never invents. */
record RunOutcome(RunStatus status, String errorType, String errorMessage) {

    static final RunOutcome CANCELLED = new RunOutcome(RunStatus.CANCELLED, ErrorType.CANCELLED,
            "the run was cancelled on request");

    /** What stops a run between two calls. */
    private static final Set<String> LIMITS = Set.of(ErrorType.BUDGET_EXCEEDED, ErrorType.DEADLINE_EXCEEDED);

    static RunOutcome of(StepResult<SearchAnswer> overview, StepResult<SearchAnswer> competitors, StepResult<?> summary,
            boolean noSources) {
        String failures = Stream.of(failure(SEARCH_OVERVIEW, overview), failure(SEARCH_COMPETITORS, competitors))
                .flatMap(s -> s)
                .collect(Collectors.joining("; "));
        RunStatus status = noSources ? RunStatus.FAILED : RunStatus.PARTIAL;
        StepResult<?> limited = Stream.of(overview, competitors, summary)
                .filter(step -> LIMITS.contains(String.valueOf(step.errorType())))
                .findFirst().orElse(null);
        if (limited != null) {
            return new RunOutcome(status, limited.errorType(), limited.errorMessage());
        }
        if (!overview.succeeded() && !competitors.succeeded()) {
            return new RunOutcome(RunStatus.FAILED, ErrorType.SEARCH_FAILED, failures);
        }
        if (noSources) {
            return new RunOutcome(RunStatus.FAILED, ErrorType.NO_SOURCES,
                    failures.isEmpty() ? "both searches found nothing" : "the other search found nothing; " + failures);
        }
        return failures.isEmpty()
                ? new RunOutcome(RunStatus.SUCCESS, null, null)
                : new RunOutcome(status, ErrorType.SEARCH_FAILED, failures);
    }

    /** The same for simulated searches: if they found nothing, the message says why. */
    RunOutcome simulated() {
        return ErrorType.NO_SOURCES.equals(errorType)
                ? new RunOutcome(status, errorType, errorMessage + "; the simulator knows about 160 companies,"
                        + " set TAVILY_API_KEY to search the web")
                : this;
    }

    private static Stream<String> failure(StepName step, StepResult<?> end) {
        return end.succeeded()
                ? Stream.empty()
                : Stream.of(step.wireName() + ": " + end.errorType() + ": " + end.errorMessage());
    }
}
