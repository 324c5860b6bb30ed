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
        "  flow [RUNS]        the facts of so many runs through collector, bridge and loader as fast as they go",
        "  collector [RUNS]   the collector consumes the facts of so many runs (10000), and MongoDB's sink connector the same"
                + " events; on the server of MONGODB_URI if that is set",
        "  bridge [RUNS]      the bridge delivers the envelopes of so many runs (250000) to a Firehose that only acknowledges:"
                + " rate, processor time and billed bytes a row, memory" })
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
