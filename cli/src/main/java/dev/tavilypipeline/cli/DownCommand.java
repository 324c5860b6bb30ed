package dev.tavilypipeline.cli;

import picocli.CommandLine.Command;

@Command(name = "down", synopsisHeading = "", optionListHeading = "%n", description = {
        "Stops everything; data is kept.",
        "",
        "Asks every process to stop, the services first and local-stack last, and waits for them. One that has not ended after"
                + " 45 s is killed, which loses nothing. Data is kept for the next 'up'." })
final class DownCommand implements Runnable {

    private final Context context;

    DownCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.installation().down();
    }
}
