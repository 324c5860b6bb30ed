package dev.tavilypipeline.bench.endtoend;

import java.util.function.Function;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** Streams of runs, steps and calls are not loaded together: the steps and calls of a run may come after it. */
final class LoadedRows {

    private static final int STEPS_PER_RUN = 3;

    private LoadedRows() {
    }

    /**
     * @param get answers a path of analytics-service
     * @param window the parameters that choose it, with a leading {@code &}
     * @return whether the tables have these runs, and the steps and calls of each
     */
    static boolean areComplete(Function<String, JsonNode> get, String window, int runs) {
        JsonNode summary = get.apply("/kpis/summary?" + window);
        JsonNode calls = get.apply("/kpis/costs?provider=tavily-simulator&provider=openai-simulator" + window);
        return summary.at("/health/runs").asInt() == runs
                && calls.at("/costs/api_calls").asInt() == summary.at("/costs/api_calls").asInt()
                && StreamSupport.stream(get.apply("/kpis/performance/steps?" + window).path("steps").spliterator(), false)
                        .mapToInt(step -> step.path("success").asInt() + step.path("failed").asInt()
                                + step.path("skipped").asInt())
                        .sum() == STEPS_PER_RUN * runs;
    }
}
