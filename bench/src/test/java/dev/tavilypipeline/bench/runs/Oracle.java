package dev.tavilypipeline.bench.runs;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** Computes what must come of each run from what was sent, with nothing of the services' code. */
public final class Oracle {

    private Oracle() {
    }

    public static Map<String, Outcome> of(Collection<SentFact> sent) {
        Map<String, Map<String, SentFact>> runs = new HashMap<>();
        sent.forEach(fact -> runs.computeIfAbsent(fact.runId(), run -> new LinkedHashMap<>())
                .put(fact.topic() + " " + fact.key(), fact));
        Map<String, Outcome> outcomes = new HashMap<>();
        runs.forEach((runId, facts) -> outcomes.put(runId, outcome(facts.values())));
        return outcomes;
    }

    private static Outcome outcome(Collection<SentFact> distinct) {
        List<JsonNode> events = distinct.stream().filter(fact -> fact.topic().equals("run.events")).map(SentFact::tree)
                .toList();
        Map<String, List<JsonNode>> executions = events.stream()
                .collect(Collectors.groupingBy(event -> event.get("execution_id").asText(), TreeMap::new, Collectors.toList()));
        List<JsonNode> calls = ofType(events, "api_call_finished");
        return new Outcome(status(executions), distinct.size(), missing(executions), executions.size(), sum(calls, "credits"),
                sum(calls, "input_tokens"), sum(calls, "output_tokens"), cost(calls), calls.size(), Outcome.callIds(calls));
    }

    /** That of the finished execution with the smallest id, by which they are sorted. */
    private static String status(Map<String, List<JsonNode>> executions) {
        return executions.values().stream().flatMap(events -> ofType(events, "run_finished").stream()).findFirst()
                .map(finished -> finished.get("status").asText()).orElseThrow();
    }

    /** How many calls finished executions speak of that were never sent: nothing else is left out for good. */
    private static int missing(Map<String, List<JsonNode>> executions) {
        return executions.values().stream().mapToInt(events -> ofType(events, "run_finished").stream()
                .mapToInt(finished -> finished.get("calls").asInt() - ofType(events, "api_call_finished").size())
                .sum()).sum();
    }

    private static List<JsonNode> ofType(List<JsonNode> events, String type) {
        return events.stream().filter(event -> event.get("type").asText().equals(type)).toList();
    }

    private static long sum(List<JsonNode> calls, String field) {
        return calls.stream().mapToLong(call -> call.path(field).asLong(0)).sum();
    }

    private static BigDecimal cost(List<JsonNode> calls) {
        return calls.stream().map(call -> call.path("cost_usd")).filter(JsonNode::isNumber).map(JsonNode::decimalValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
