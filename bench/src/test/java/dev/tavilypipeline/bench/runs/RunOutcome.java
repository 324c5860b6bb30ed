package dev.tavilypipeline.bench.runs;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The values of a run that show whether a fact was lost or counted twice.
 *
 * @param attempts number of executions
 * @param cost in USD, without trailing zeros; of the calls whose cost is known
 */
record RunOutcome(String status, int revision, int missingFacts, int attempts, BigDecimal credits, long inputTokens,
        long outputTokens,
        BigDecimal cost, int unpricedCalls, int calls, SortedSet<String> callIds) {

    private static final int SHOWN = 5;

    RunOutcome {
        cost = cost.stripTrailingZeros();
    }

    static RunOutcome ofEnvelope(JsonNode envelope) {
        return of(envelope.get("agent_run"), envelope.get("revision").asInt(), envelope.get("api_calls"));
    }

    /** @param run as {@code GET /runs/{id}} answers */
    static RunOutcome ofRun(JsonNode run) {
        return of(run, run.get("revision").asInt(), run.get("calls"));
    }

    private static RunOutcome of(JsonNode run, int revision, JsonNode calls) {
        return new RunOutcome(run.get("status").asText(), revision, run.get("missing_facts").asInt(),
                run.get("attempt").asInt(),
                run.get("total_credits").decimalValue().stripTrailingZeros(), run.get("total_input_tokens").asLong(),
                run.get("total_output_tokens").asLong(), run.get("cost_usd").decimalValue(), run.get("unpriced_calls").asInt(),
                run.get("total_api_calls").asInt(),
                callIds(StreamSupport.stream(calls.spliterator(), false).toList()));
    }

    /** Describes the first few runs that differ. */
    static List<String> differences(Map<String, RunOutcome> expected, Map<String, RunOutcome> actual) {
        Set<String> all = new TreeSet<>(expected.keySet());
        all.addAll(actual.keySet());
        List<String> different = all.stream().filter(runId -> !Objects.equals(expected.get(runId), actual.get(runId))).toList();
        Stream<String> shown = different.stream().limit(SHOWN)
                .map(runId -> runId + "\n  expected " + expected.get(runId) + "\n  was      " + actual.get(runId));
        int more = different.size() - SHOWN;
        return Stream.concat(shown, more > 0 ? Stream.of("and " + more + " more") : Stream.empty()).toList();
    }

    static SortedSet<String> callIds(Collection<JsonNode> calls) {
        return calls.stream().map(call -> call.get("call_id").asText()).collect(Collectors.toCollection(TreeSet::new));
    }
}
