package dev.tavilypipeline.collector.runs;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ResearchResult;

final class Report {

    private final StringJoiner lines = new StringJoiner("\n", "", "\n");

    private Report() {
    }

    static String of(Run run) {
        Report report = new Report();
        report.head(run.row());
        Optional.ofNullable(run.result()).ifPresent(report::findings);
        report.cost(run.row());
        return report.lines.toString();
    }

    private void head(AgentRunRow run) {
        String title = run.companyName() == null ? run.runId().toString() : run.companyName();
        lines.add("# " + MarkdownText.of(title)).add("");
        Optional.ofNullable(run.industry()).ifPresent(industry -> lines.add("Industry: " + MarkdownText.of(industry) + "  "));
        Optional.ofNullable(run.query()).ifPresent(query -> lines.add("Asked for: " + MarkdownText.of(query) + "  "));
        lines.add("Status: " + run.status().wireName() + "  ");
        Optional.ofNullable(run.errorType()).ifPresent(type -> lines.add("Reason: " + MarkdownText.of(type)
                + Optional.ofNullable(run.errorMessage()).map(message -> ", " + MarkdownText.of(message)).orElse("") + "  "));
        if (run.simulated()) {
            lines.add("Simulated: the answers come from a simulator  ");
        }
        lines.add("");
    }

    private void findings(ResearchResult result) {
        section("Overview", result.overview());
        section("Competitors", result.competitors());
        sources(result.sources());
    }

    private void section(String title, String text) {
        if (text != null) {
            lines.add("## " + title).add("").add(MarkdownText.of(text)).add("");
        }
    }

    private void sources(List<ResearchResult.Source> sources) {
        if (sources.isEmpty()) {
            lines.add("No source was found, so nothing is claimed.").add("");
            return;
        }
        lines.add("## Sources").add("");
        sources.forEach(source -> lines.add(
                source.number() + ". " + MarkdownText.of(source.title()) + " " + MarkdownText.link(source.url())));
        lines.add("");
    }

    private void cost(AgentRunRow run) {
        lines.add("---").add("")
                .add(run.totalApiCalls() + " calls, " + run.totalCredits().stripTrailingZeros().toPlainString() + " credits, "
                        + run.totalInputTokens() + " tokens in and " + run.totalOutputTokens() + " out, "
                        + (run.unpricedCalls() > 0 ? "at least " : "") + run.costUsd().toPlainString() + " USD; run "
                        + run.runId() + ", revision " + run.revision());
    }
}
