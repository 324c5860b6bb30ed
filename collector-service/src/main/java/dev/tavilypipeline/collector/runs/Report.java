package dev.tavilypipeline.collector.runs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ResearchResult;

/** A run as a text to read, in Markdown. What came from outside is written so that it formats nothing. */
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
        lines.add("# " + plain(title)).add("");
        Optional.ofNullable(run.industry()).ifPresent(industry -> lines.add("Industry: " + plain(industry) + "  "));
        Optional.ofNullable(run.query()).ifPresent(query -> lines.add("Asked for: " + plain(query) + "  "));
        lines.add("Status: " + run.status().wireName() + "  ");
        Optional.ofNullable(run.errorType()).ifPresent(type -> lines.add("Reason: " + plain(type)
                + Optional.ofNullable(run.errorMessage()).map(message -> ", " + plain(message)).orElse("") + "  "));
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
            lines.add("## " + title).add("").add(plain(text)).add("");
        }
    }

    private void sources(List<ResearchResult.Source> sources) {
        if (sources.isEmpty()) {
            lines.add("No source was found, so nothing is claimed.").add("");
            return;
        }
        lines.add("## Sources").add("");
        sources.forEach(source -> lines.add(source.number() + ". " + plain(source.title()) + " <"
                + source.url().toASCIIString().replace(">", "%3E").replace("<", "%3C") + ">"));
        lines.add("");
    }

    private void cost(AgentRunRow run) {
        lines.add("---").add("")
                .add(String.format(Locale.ROOT,
                        "%d calls, %d credits, %d tokens in and %d out, %s USD; run %s, revision %d", run.totalApiCalls(),
                        run.totalCredits(), run.totalInputTokens(), run.totalOutputTokens(), run.costUsd().toPlainString(),
                        run.runId(), run.revision()));
    }

    private static String plain(String text) {
        return text.replaceAll("[\\r\\n]+", " ").replaceAll("([\\\\`*_{}<>#|!~])", "\\\\$1");
    }
}
