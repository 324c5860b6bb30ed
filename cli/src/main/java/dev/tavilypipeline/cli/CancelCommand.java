package dev.tavilypipeline.cli;

import dev.tavilypipeline.cli.client.Research;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", synopsisHeading = "", optionListHeading = "%n", description = {
        "Asks for a run to be cancelled.",
        "",
        "The run is 'cancel_requested' until its worker has stopped, after the call in flight, and then 'cancelled'." })
final class CancelCommand implements Runnable {

    private final Context context;

    @Parameters(paramLabel = "RUN_ID", converter = RunIdConverter.class, description = "The run to cancel.")
    private String runId;

    CancelCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        Research research = new Research(context.http(), context.endpoints());
        context.terminal().print(runId + ": " + research.cancel(runId));
    }
}
