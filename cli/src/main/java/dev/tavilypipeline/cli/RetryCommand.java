package dev.tavilypipeline.cli;

import dev.tavilypipeline.cli.client.Research;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "retry", synopsisHeading = "", optionListHeading = "%n", description = {
        "Repeats a run that has ended.",
        "",
        "Submits the same job as a new run and prints where it can be read." })
final class RetryCommand implements Runnable {

    private final Context context;

    @Parameters(paramLabel = "RUN_ID", converter = RunIdConverter.class, description = "The run to repeat.")
    private String runId;

    RetryCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        Research research = new Research(context.http(), context.endpoints());
        context.terminal().print(research.address(research.retry(runId)));
    }
}
