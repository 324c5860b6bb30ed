package dev.tavilypipeline.bench.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.contract.ResearchResult;
import dev.tavilypipeline.contract.RunStatus;

/**
 * A run as {@code GET /runs/{id}} shows it.
 *
 * @param json all of it, for {@code --json}
 */
record RunView(String runId, RunStatus status, String requestedAt, Double latencyMs, boolean simulated, int credits,
        BigDecimal costUsd, String errorType, String errorMessage, List<Step> steps, Optional<ResearchResult> result,
        JsonNode json) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param status pending, running, success, failed or skipped */
    record Step(String name, String status, Double latencyMs, String errorType) {
    }

    static RunView of(JsonNode json) {
        List<Step> steps = new ArrayList<>();
        json.path("steps").forEach(step -> steps.add(new Step(step.path("step_name").asText(),
                step.path("status").asText(), number(step, "latency_ms"), text(step, "error_type"))));
        try {
            return new RunView(json.path("run_id").asText(), MAPPER.treeToValue(json.get("status"), RunStatus.class),
                    text(json, "requested_at"), number(json, "total_latency_ms"), json.path("simulated").asBoolean(),
                    json.path("total_credits").asInt(), json.path("cost_usd").decimalValue(), text(json, "error_type"),
                    text(json, "error_message"), List.copyOf(steps), result(json), json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this run cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static Optional<ResearchResult> result(JsonNode json) throws JsonProcessingException {
        return json.hasNonNull("result")
                ? Optional.of(MAPPER.treeToValue(json.get("result"), ResearchResult.class))
                : Optional.empty();
    }

    private static String text(JsonNode node, String member) {
        return node.hasNonNull(member) ? node.get(member).asText() : null;
    }

    private static Double number(JsonNode node, String member) {
        return node.hasNonNull(member) ? (Double) node.get(member).asDouble() : null;
    }

    boolean ended() {
        return status.isEnd();
    }

    /** Ended with something to read. */
    boolean useful() {
        return status == RunStatus.SUCCESS || status == RunStatus.PARTIAL;
    }

    int sources() {
        return result.map(found -> found.sources().size()).orElse(0);
    }
}
