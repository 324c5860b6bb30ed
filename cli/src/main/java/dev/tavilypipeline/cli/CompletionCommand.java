package dev.tavilypipeline.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "completion", synopsisHeading = "", optionListHeading = "%n", description = {
        "Prints the completion of these commands for bash and zsh.",
        "",
        "  source <(./pipeline completion)" })
final class CompletionCommand implements Runnable {

    private final Context context;

    @Spec
    private CommandSpec spec;

    CompletionCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.terminal().print(AutoComplete.bash("pipeline", spec.root().commandLine()));
    }
}
