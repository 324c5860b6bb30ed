package dev.tavilypipeline.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.cli.client.KpiText;
import dev.tavilypipeline.cli.client.Kpis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "kpis", synopsisHeading = "", optionListHeading = "%n", sortOptions = false, description = {
        "Shows the KPIs in a page.",
        "",
        "The headline figures of Agent Health, Agent Performance, Usage & Demand and Cost Efficiency, of the runs requested in"
                + " the last 7 days or in the window given." })
final class KpisCommand implements Runnable {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Option(names = "--range", paramLabel = "RANGE", completionCandidates = Ranges.class, description = "24h, 7d, 30d or 90d (7d).")
    private String range;

    @Option(names = "--from", paramLabel = "TIME", converter = InstantConverter.class, description = "An instant such as 2026-01-31T00:00:00Z.")
    private Instant from;

    @Option(names = "--to", paramLabel = "TIME", converter = InstantConverter.class, description = "Now if it is left out.")
    private Instant to;

    @Option(names = "--simulated", paramLabel = "WHICH", completionCandidates = Simulated.class, description = "true, false or all: simulated runs, real ones or both (as configured).")
    private String simulated;

    @Option(names = "--json", description = "The answer as JSON.")
    private boolean json;

    KpisCommand(Context context) {
        this.context = context;
    }

    static final class Ranges extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        Ranges() {
            super(List.of("24h", "7d", "30d", "90d"));
        }
    }

    static final class Simulated extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        Simulated() {
            super(List.of("true", "false", "all"));
        }
    }

    @Override
    public void run() {
        Map<String, String> window = new TreeMap<>();
        oneOf("range", range, new Ranges(), window);
        oneOf("simulated", simulated, new Simulated(), window);
        if (from != null) {
            window.put("from", from.toString());
            window.put("to", Instant.now().toString());
        }
        if (to != null) {
            window.put("to", to.toString());
        }
        JsonNode summary = new Kpis(context.http(), context.endpoints()).summary(window);
        context.terminal().print(json ? summary.toString() : KpiText.of(summary, context.terminal().width()));
    }

    private void oneOf(String name, String value, List<String> values, Map<String, String> window) {
        if (value == null) {
            return;
        }
        if (!values.contains(value)) {
            throw new ParameterException(spec.commandLine(),
                    "option --" + name + " needs one of " + String.join(", ", values) + ", not '" + value + "'");
        }
        window.put(name, value);
    }
}
