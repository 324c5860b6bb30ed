package dev.tavilypipeline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "./pipeline", synopsisHeading = "", synopsisSubcommandLabel = "COMMAND", sortOptions = false, description = "Runs the Tavily Data Pipeline on this machine.%n", commandListHeading = "%nCommands:%n", footer = {
        "", "'./pipeline help COMMAND' says more. Settings are environment variables; a file .env beside this script"
                + " can hold them, and .env.example lists them all." })
final class Pipeline implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut(), CommandLine.Help.Ansi.AUTO);
    }
}
