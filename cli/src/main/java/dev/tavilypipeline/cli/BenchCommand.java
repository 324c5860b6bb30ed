package dev.tavilypipeline.cli;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "bench", synopsisHeading = "", optionListHeading = "%n", customSynopsis = "./pipeline bench NAME [ARGUMENT...]", description = {
        "Measures a service and prints a table.",
        "",
        "Runs on processes and data of its own. While it runs nothing is built.",
        "",
        "  agent [JOBS]       one agent runs so many jobs (400), 200 at the same time, while every call takes 500 ms; then"
                + " POSTs beside requests for liveness",
        "  flow [RUNS]        the facts of so many runs (3000) through collector, bridge and loader at full speed",
        "  collector [RUNS]   the collector consumes the facts of so many runs (10000), and MongoDB's sink connector the same"
                + " events; on the server of MONGODB_URI if that is set",
        "  bridge [RUNS]      the bridge delivers the envelopes of so many runs (250000) to a Firehose that only acknowledges:"
                + " rate, processor time and billed bytes a row, memory",
        "  kpis [RUNS]        all KPIs over so many runs (4000000) of 90 days by 8 clients, and the same queries by DuckDB alone;"
                + " loading, freshness, memory",
        "  ui [RUNS]          the pages of the web UI over so many runs (4000000) of 90 days in Chromium, and the events of runs"
                + " that are watched" })
final class BenchCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "NAME", arity = "1..*", hidden = true)
    private List<String> arguments;

    BenchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.installation().bench(arguments);
    }
}
