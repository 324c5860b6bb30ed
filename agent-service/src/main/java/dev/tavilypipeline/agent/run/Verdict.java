package dev.tavilypipeline.agent.run;

import static dev.tavilypipeline.contract.StepName.SEARCH_COMPETITORS;
import static dev.tavilypipeline.contract.StepName.SEARCH_OVERVIEW;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;

/**
 * What a run's searches make of it. Nothing found is a failure, whatever the reason: the agent abstains and never invents.
 */
record Verdict(RunStatus status, String errorType, String errorMessage) {

    static Verdict of(StepEnd<SearchAnswer> overview, StepEnd<SearchAnswer> competitors, boolean nothingFound) {
        String failures = Stream.of(failure(SEARCH_OVERVIEW, overview), failure(SEARCH_COMPETITORS, competitors))
                .flatMap(s -> s)
                .collect(Collectors.joining("; "));
        if (overview.failed() && competitors.failed()) {
            return new Verdict(RunStatus.FAILED, ErrorType.SEARCH_FAILED, failures);
        }
        if (nothingFound) {
            return new Verdict(RunStatus.FAILED, ErrorType.NO_SOURCES,
                    failures.isEmpty() ? "both searches found nothing" : "the other search found nothing; " + failures);
        }
        return failures.isEmpty()
                ? new Verdict(RunStatus.SUCCESS, null, null)
                : new Verdict(RunStatus.PARTIAL, ErrorType.SEARCH_FAILED, failures);
    }

    /** The same for simulated searches: if they found nothing, the message says why. */
    Verdict simulated() {
        return ErrorType.NO_SOURCES.equals(errorType)
                ? new Verdict(status, errorType, errorMessage + "; the simulator knows about 160 companies,"
                        + " set TAVILY_API_KEY to search the web")
                : this;
    }

    private static Stream<String> failure(StepName step, StepEnd<?> end) {
        return end.failed()
                ? Stream.of(step.wireName() + ": " + end.errorType() + ": " + end.errorMessage())
                : Stream.empty();
    }
}
