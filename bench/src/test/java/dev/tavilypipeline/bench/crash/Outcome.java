package dev.tavilypipeline.bench.crash;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What has come of a run: the part of it that shows whether a fact was lost, or counted twice.
 *
 * @param attempts executions
 * @param cost in USD, without trailing zeros
 */
record Outcome(String status, int revision, int missingFacts, int attempts, long credits, long inputTokens, long outputTokens,
        BigDecimal cost, int calls, SortedSet<String> callIds) {

    Outcome {
        cost = cost.stripTrailingZeros();
    }

    static Outcome ofEnvelope(JsonNode envelope) {
        return of(envelope.get("agent_run"), envelope.get("revision").asInt(), envelope.get("api_calls"));
    }

    /** @param run as {@code GET /runs/{id}} answers */
    static Outcome ofRun(JsonNode run) {
        return of(run, run.get("revision").asInt(), run.get("calls"));
    }

    private static Outcome of(JsonNode run, int revision, JsonNode calls) {
        return new Outcome(run.get("status").asText(), revision, run.get("missing_facts").asInt(), run.get("attempt").asInt(),
                run.get("total_credits").asLong(), run.get("total_input_tokens").asLong(),
                run.get("total_output_tokens").asLong(), run.get("cost_usd").decimalValue(),
                run.get("total_api_calls").asInt(),
                callIds(StreamSupport.stream(calls.spliterator(), false).toList()));
    }

    static SortedSet<String> callIds(Collection<JsonNode> calls) {
        return calls.stream().map(call -> call.get("call_id").asText()).collect(Collectors.toCollection(TreeSet::new));
    }
}
