package dev.tavilypipeline.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import dev.tavilypipeline.cli.local.Installation;
import dev.tavilypipeline.cli.terminal.FailedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "reset", synopsisHeading = "", optionListHeading = "%n", sortOptions = false, description = {
        "Stops everything and deletes the data.",
        "",
        "Deletes what ./pipeline keeps: the data of Kafka and MongoDB, lake, warehouse, logs. Asks first. What lies elsewhere"
                + " (an external Kafka, PIPELINE_LAKE_DIR in another folder) is not touched." })
final class ResetCommand implements Runnable {

    private final Context context;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    ResetCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        Installation installation = context.installation();
        if (!yes) {
            context.terminal().ask("Stop everything and delete all runs, KPIs and logs in " + installation.folder()
                    + "? Type yes: ");
            if (!"yes".equals(answer())) {
                throw new FailedException("nothing was deleted.");
            }
        }
        installation.reset();
    }

    private String answer() {
        try {
            return new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
