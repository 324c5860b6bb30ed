package dev.tavilypipeline.cli.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.cli.terminal.Format;

/** The summary of the four groups as people read it. */
public final class KpiText {

    private static final int LABEL = 25;
    private static final int NARROW = 70;

    private final JsonNode summary;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private KpiText(JsonNode summary, int width) {
        this.summary = summary;
        this.width = width;
    }

    public static String of(JsonNode summary, int width) {
        return new KpiText(summary, width).text();
    }

    private String text() {
        heading();
        health();
        performance();
        usage();
        costs();
        summary.path("meta").path("warnings").forEach(warning -> wrapped("! " + warning.asText(), 2, 2));
        return String.join("\n", lines);
    }

    private void heading() {
        JsonNode meta = summary.path("meta");
        wrapped("KPIs of the runs requested from " + word(meta, "from") + " to " + word(meta, "to"), 0, 2);
        wrapped(money(meta.path("simulated").asText()) + "source " + word(meta, "source") + " · " + age(meta), 2, 2);
    }

    /** The first comparison with the collector's ledger comes within a minute after a start. */
    private static String age(JsonNode meta) {
        return meta.path("data_as_of").isTextual() ? "data as of " + word(meta, "data_as_of") : "age of the data not known yet";
    }

    private static String money(String simulated) {
        return switch (simulated) {
            case "true" -> "simulated runs: no money was spent · ";
            case "all" -> "simulated and real runs together · ";
            default -> "";
        };
    }

    private void health() {
        JsonNode health = summary.path("health");
        group("Agent Health");
        row("runs", word(health, "runs") + "  (success " + word(health, "success") + ", partial " + word(health, "partial")
                + ", failed " + word(health, "failed") + ", cancelled " + word(health, "cancelled") + ", abandoned "
                + word(health, "abandoned") + ")");
        row("success ratio", percent(health, "success_ratio"));
        row("most frequent error", word(health, "top_error_type"));
    }

    private void performance() {
        JsonNode performance = summary.path("performance");
        group("Agent Performance");
        row("latency p50 / p95 / p99", millis(performance, "p50_ms") + " / " + millis(performance, "p95_ms") + " / "
                + millis(performance, "p99_ms"));
        row("latency on average", millis(performance, "avg_ms"));
        JsonNode slowest = summary.path("slowest_step");
        row("slowest step", word(slowest, "step_name") + ", p95 " + millis(slowest, "p95_ms"));
    }

    private void usage() {
        JsonNode usage = summary.path("usage");
        group("Usage & Demand");
        row("companies", word(usage, "unique_companies") + "  (most asked for: " + word(usage, "top_company") + ")");
        row("busiest hour", hour(usage, "busiest_hour"));
    }

    private void costs() {
        JsonNode costs = summary.path("costs");
        group("Cost Efficiency");
        row("API calls", word(costs, "api_calls") + "  (" + decimal(costs, "calls_per_run") + " a run)");
        row("credits", costs.path("credits").decimalValue().stripTrailingZeros().toPlainString());
        row("tokens", word(costs, "input_tokens") + " in, " + word(costs, "output_tokens") + " out");
        row("cost", usd(costs, "cost_usd") + "  (" + usd(costs, "cost_per_run_usd") + " a run, failed runs "
                + usd(costs, "failed_cost_usd") + ")");
        row("duplicate queries", word(costs, "duplicate_queries"));
    }

    private void group(String name) {
        lines.add("");
        lines.add("  " + name);
    }

    private void row(String label, String value) {
        if (width < NARROW) {
            wrapped(label + ": " + value, 4, 4);
        } else {
            List<String> wrapped = Format.wrapIndented(value, width, 4 + LABEL, 0);
            lines.add("    " + Format.column(label, LABEL) + wrapped.get(0).strip());
            lines.addAll(wrapped.subList(1, wrapped.size()));
        }
    }

    private void wrapped(String text, int indent, int hanging) {
        lines.addAll(Format.wrapIndented(text, width, indent, hanging));
    }

    private static String word(JsonNode group, String member) {
        return group.hasNonNull(member) ? group.get(member).asText() : Format.MISSING;
    }

    private static String hour(JsonNode group, String member) {
        return group.hasNonNull(member)
                ? String.format(Locale.ROOT, "%02d:00 to %<02d:59 UTC", group.get(member).asInt())
                : Format.MISSING;
    }

    private static String millis(JsonNode group, String member) {
        return Format.millis(group.hasNonNull(member) ? (Double) group.get(member).asDouble() : null);
    }

    private static String percent(JsonNode group, String member) {
        return group.hasNonNull(member)
                ? String.format(Locale.ROOT, "%.1f %%", 100 * group.get(member).asDouble())
                : Format.MISSING;
    }

    private static String decimal(JsonNode group, String member) {
        return group.hasNonNull(member)
                ? String.format(Locale.ROOT, "%.1f", group.get(member).asDouble())
                : Format.MISSING;
    }

    private static String usd(JsonNode group, String member) {
        return Format.usd(group.hasNonNull(member) ? new BigDecimal(group.get(member).asText()) : null);
    }
}
