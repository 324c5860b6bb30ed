package dev.tavilypipeline.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tavilypipeline.cli.local.ChildProcess;
import dev.tavilypipeline.cli.local.Component;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "logs", synopsisHeading = "", optionListHeading = "%n", sortOptions = false, description = {
        "Shows the end of the logs.",
        "",
        "The last lines of the logs of the services named, or of all. A service is agent-service, collector-service,"
                + " firehose-bridge, analytics-service or local-stack; 'build' is the last build. The log of the start before"
                + " lies beside it as NAME.log.1." })
final class LogsCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SERVICE", arity = "0..*", completionCandidates = Names.class, description = "Whose log.")
    private List<String> names = List.of();

    @Option(names = { "-f", "--follow" }, description = "Goes on showing what is added.")
    private boolean follow;

    @Option(names = "-n", paramLabel = "LINES", description = "So many lines of each (100).")
    private int lines = 100;

    LogsCommand(Context context) {
        this.context = context;
    }

    /** For completion and for checking. */
    static final class Names extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        Names() {
            super(Arrays.stream(Component.values()).map(Component::module).toList());
            add("build");
        }
    }

    @Override
    public Integer call() {
        names.stream().filter(name -> !new Names().contains(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(spec.commandLine(), "'" + name + "' is none of " + String.join(", ", new Names()));
        });
        if (lines < 0) {
            throw new ParameterException(spec.commandLine(), "-n needs a number of lines");
        }
        List<Path> logs = context.installation().logs(names);
        if (follow) {
            return tail(logs, "-f");
        }
        // a call for each: not every tail prints the last lines of several files
        for (Path log : logs) {
            if (logs.size() > 1) {
                context.terminal().print("==> " + log + " <==");
            }
            tail(List.of(log));
        }
        return CommandLine.ExitCode.OK;
    }

    private int tail(List<Path> logs, String... more) {
        List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
        command.addAll(List.of(more));
        logs.forEach(log -> command.add(log.toString()));
        return ChildProcess.run(new ProcessBuilder(command).inheritIO());
    }
}
