package dev.tavilypipeline.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.cli.RunFollower.Submitted;

/** {@code demo}: a dozen runs, followed from the POST into the KPIs. */
final class DemoCommand implements Command {

    private static final List<String> COMPANIES = List.of("OpenAI", "Tesla", "Nvidia", "Airbus", "Adyen", "Novo Nordisk",
            "Spotify", "Siemens", "Toyota", "Databricks", "Nestlé", "Maersk");
    private static final Duration RUNS_LIMIT = Duration.ofMinutes(15);
    private static final Duration KPI_LIMIT = Duration.ofMinutes(2);

    private final Research research;
    private final Kpis kpis;
    private final Terminal terminal;

    DemoCommand(Research research, Kpis kpis, Terminal terminal) {
        this.research = research;
        this.kpis = kpis;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) {
        if (!words.isEmpty()) {
            throw new UsageException("demo takes no arguments");
        }
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Submitted> runs = submit();
        Map<String, String> window = Map.of("from", start.toString(), "to",
                Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS).toString());
        List<RunView> ended = new ArrayList<>();
        new RunFollower(research, new ProgressView(terminal, runs), RUNS_LIMIT).follow(runs, ended::add);
        Instant lastEnd = Instant.now();
        terminal.print(table(runs, ended));

        JsonNode summary = kpis.awaitCount(runs.size(), window, KPI_LIMIT);
        terminal.print("\nIn the KPIs " + Format.millis((double) Duration.between(lastEnd, Instant.now()).toMillis())
                + " after the last run had ended:\n");
        terminal.print(KpiText.of(summary));
        terminal.print(nextSteps(runs.get(0), window));
        return ended.stream().allMatch(RunView::useful) ? 0 : 1;
    }

    private List<Submitted> submit() {
        List<Submitted> runs = new ArrayList<>();
        COMPANIES.forEach(company -> runs.add(new Submitted(company, research.submit(company, null, true))));
        terminal.note("Submitted " + runs.size() + " research jobs");
        return runs;
    }

    private static String table(List<Submitted> runs, List<RunView> ended) {
        StringBuilder table = new StringBuilder("\n  ").append(row("company", "industry", "status", "took", "sources"));
        for (Submitted run : runs) {
            RunView view = ended.stream().filter(other -> other.runId().equals(run.runId())).findFirst().orElseThrow();
            table.append("\n  ").append(row(
                    view.result().map(RunView.Result::companyName).orElse(run.company()),
                    view.result().map(RunView.Result::industry).orElse(Format.MISSING),
                    view.status(), Format.millis(view.latencyMs()), String.valueOf(view.sources())));
        }
        return table.toString();
    }

    private static String row(String company, String industry, String status, String took, String sources) {
        return Format.column(company, 20) + "  " + Format.column(industry, 26) + "  " + Format.column(status, 9) + "  "
                + Format.column(took, 7) + "  " + sources;
    }

    private String nextSteps(Submitted first, Map<String, String> window) {
        return """

                What to look at next
                  a run with its steps, calls and sources   %s
                  the figures above as JSON                 %s
                  your own question                         ./pipeline research "OpenAI" "Tesla"
                  what runs, and how to stop it             ./pipeline status, ./pipeline down"""
                .formatted(research.address(first.runId()), kpis.address(window));
    }
}
