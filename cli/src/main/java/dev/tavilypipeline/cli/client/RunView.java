package dev.tavilypipeline.cli.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A run as {@code GET /runs/{id}} shows it.
 *
 * @param status as on the wire, such as {@code success}
 * @param result empty while the run has none
 * @param json all of it, for {@code --json}
 */
public record RunView(String runId, String status, String requestedAt, Double latencyMs, boolean simulated, String credits,
        BigDecimal costUsd, String errorType, String errorMessage, List<Step> steps, Optional<Result> result, JsonNode json) {

    private static final Set<String> NOT_ENDED = Set.of("queued", "running", "cancel_requested");

    /** @param status pending, running, success, failed or skipped */
    public record Step(String name, String status, Double latencyMs, String errorType) {
    }

    /** @param companyName as the model calls the company, which is not always as it was asked for */
    public record Result(String companyName, String industry, String overview, String competitors, List<Source> sources) {
    }

    public record Source(int number, String title, String url) {
    }

    static RunView of(JsonNode json) {
        List<Step> steps = new ArrayList<>();
        json.path("steps").forEach(step -> steps.add(new Step(step.path("step_name").asText(),
                step.path("status").asText(), number(step, "latency_ms"), text(step, "error_type"))));
        return new RunView(json.path("run_id").asText(), json.path("status").asText(), text(json, "requested_at"),
                number(json, "total_latency_ms"), json.path("simulated").asBoolean(),
                json.path("total_credits").decimalValue().stripTrailingZeros().toPlainString(),
                json.path("cost_usd").decimalValue(), text(json, "error_type"), text(json, "error_message"),
                List.copyOf(steps), result(json.path("result")), json);
    }

    private static Optional<Result> result(JsonNode json) {
        if (!json.isObject()) {
            return Optional.empty();
        }
        List<Source> sources = new ArrayList<>();
        json.path("sources").forEach(source -> sources.add(new Source(source.path("number").asInt(),
                source.path("title").asText(), source.path("url").asText())));
        return Optional.of(new Result(text(json, "company_name"), text(json, "industry"), text(json, "overview"),
                text(json, "competitors"), List.copyOf(sources)));
    }

    private static String text(JsonNode node, String member) {
        return node.hasNonNull(member) ? node.get(member).asText() : null;
    }

    private static Double number(JsonNode node, String member) {
        return node.hasNonNull(member) ? (Double) node.get(member).asDouble() : null;
    }

    public boolean ended() {
        return !NOT_ENDED.contains(status);
    }

    /** Ended with something to read. */
    public boolean useful() {
        return status.equals("success") || status.equals("partial");
    }

    public int sources() {
        return result.map(found -> found.sources().size()).orElse(0);
    }
}
