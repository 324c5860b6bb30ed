package dev.tavilypipeline.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.cli.client.KpiText;
import dev.tavilypipeline.cli.client.Kpis;
import dev.tavilypipeline.cli.client.ProgressView;
import dev.tavilypipeline.cli.client.Research;
import dev.tavilypipeline.cli.client.RunFollower;
import dev.tavilypipeline.cli.client.RunFollower.Submitted;
import dev.tavilypipeline.cli.client.RunView;
import dev.tavilypipeline.cli.terminal.Format;
import dev.tavilypipeline.cli.terminal.InterruptMessage;
import dev.tavilypipeline.cli.terminal.Terminal;
import picocli.CommandLine.Command;

@Command(name = "demo", synopsisHeading = "", optionListHeading = "%n", description = {
        "Does 'up', then a dozen research runs, followed into the KPIs.",
        "",
        "Submits the runs, follows them until the KPIs count them, and prints those. What was started keeps running." })
final class DemoCommand implements Callable<Integer> {

    private static final List<String> COMPANIES = List.of("OpenAI", "Tesla", "Nvidia", "Airbus", "Adyen", "Novo Nordisk",
            "Spotify", "Siemens", "Toyota", "Databricks", "Nestlé", "Maersk");
    private static final Duration RUNS_LIMIT = Duration.ofMinutes(15);
    private static final Duration KPI_LIMIT = Duration.ofMinutes(2);
    /** Of the table: margin, status, time, sources and what is between them. */
    private static final int FIXED_COLUMNS = 31;

    private final Context context;

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.installation().up();
        Research research = new Research(context.http(), context.endpoints());
        Kpis kpis = new Kpis(context.http(), context.endpoints());
        Terminal terminal = context.terminal();
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Submitted> runs = submit(research);
        Map<String, String> window = Map.of("from", start.toString(), "to",
                Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS).toString());
        List<RunView> ended = new ArrayList<>();
        InterruptMessage.during(
                () -> new RunFollower(research, new ProgressView(terminal, runs), RUNS_LIMIT).follow(runs, ended::add),
                terminal,
                "stopped following; the runs and the services go on: './pipeline status' shows them");
        Instant lastEnd = Instant.now();
        terminal.print(table(runs, ended));

        JsonNode summary = kpis.awaitCount(runs.size(), window, KPI_LIMIT);
        terminal.print("\nIn the KPIs " + Format.millis((double) Duration.between(lastEnd, Instant.now()).toMillis())
                + " after the last run had ended:\n");
        terminal.print(KpiText.of(summary, terminal.width()));
        terminal.print(nextSteps(research, kpis, runs.get(0), window));
        return ended.stream().allMatch(RunView::useful) ? 0 : 1;
    }

    private List<Submitted> submit(Research research) {
        List<Submitted> runs = new ArrayList<>();
        COMPANIES.forEach(company -> runs.add(new Submitted(company, research.submit(company, null, true))));
        context.terminal().note("Submitted " + runs.size() + " research jobs");
        return runs;
    }

    private static String row(int width, String company, String industry, String status, String took, String sources) {
        int left = width - FIXED_COLUMNS;
        String name = Format.column(company, Math.max(9, Math.min(20, left)));
        String label = left < 34 ? "" : Format.column(industry, Math.min(26, left - 22)) + "  ";
        return "\n  " + name + "  " + label + Format.column(status, 9) + "  " + Format.column(took, 7) + "  " + sources;
    }

    private String table(List<Submitted> runs, List<RunView> ended) {
        int width = context.terminal().width();
        StringBuilder table = new StringBuilder(row(width, "company", "industry", "status", "took", "sources"));
        for (Submitted run : runs) {
            RunView view = ended.stream().filter(other -> other.runId().equals(run.runId())).findFirst().orElseThrow();
            table.append(row(width, run.company(), view.result().map(RunView.Result::industry).orElse(Format.MISSING),
                    view.status(), Format.millis(view.latencyMs()), String.valueOf(view.sources())));
        }
        return table.toString();
    }

    private static String nextSteps(Research research, Kpis kpis, Submitted first, Map<String, String> window) {
        return """

                What to look at next
                  a run with its steps, calls and sources   %s
                  the figures above as JSON                 %s
                  your own question                         ./pipeline research "OpenAI" "Tesla"
                  what runs, and how to stop it             ./pipeline status, ./pipeline down

                Open %s in a browser: the same, and a form for your own questions"""
                .formatted(research.address(first.runId()), kpis.address(window), kpis.page());
    }
}
