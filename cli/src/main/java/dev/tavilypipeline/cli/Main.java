package dev.tavilypipeline.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.tavilypipeline.cli.terminal.FailedException;
import dev.tavilypipeline.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry of {@code ./pipeline}. Exit status: 0 it worked, 1 it did not, 2 the command line is wrong, 130 Ctrl-C. */
public final class Main {

    private static final int MIN_HELP_WIDTH = 55;
    private static final int MAX_HELP_WIDTH = 120;

    private Main() {
    }

    public static void main(String[] args) {
        Path root = Path.of(System.getProperty("pipeline.root", "")).toAbsolutePath().normalize();
        System.exit(run(new Context(root, System.getenv(), System.in, Terminal.standard()), List.of(args)));
    }

    static int run(Context context, List<String> args) {
        return commandLine(context).execute(args.toArray(String[]::new));
    }

    static CommandLine commandLine(Context context) {
        Terminal terminal = context.terminal();
        CommandLine pipeline = withHelp(new CommandLine(new Pipeline()));
        for (Object command : List.of(new UpCommand(context), new DemoCommand(context), new ResearchCommand(context),
                new CancelCommand(context), new RetryCommand(context), new KpisCommand(context), new StatusCommand(context),
                new LogsCommand(context), new DownCommand(context),
                new ResetCommand(context), new SmokeCommand(context), new BenchCommand(context),
                new SnowflakeCommand(context), new CompletionCommand(context))) {
            pipeline.addSubcommand(withHelp(new CommandLine(command)));
        }
        // the words behind the name of a bench are its own
        pipeline.getSubcommands().get("bench").setStopAtPositional(true);
        return pipeline.addSubcommand(new CommandLine.HelpCommand())
                // "@acme" is a company, not a file with arguments
                .setExpandAtFiles(false)
                .setUsageHelpWidth(Math.min(MAX_HELP_WIDTH, Math.max(MIN_HELP_WIDTH, terminal.width())))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((misuse, args) -> misuse(misuse, terminal))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command, terminal));
    }

    private static CommandLine withHelp(CommandLine command) {
        command.getCommandSpec().addOption(OptionSpec.builder("-h", "--help").usageHelp(true)
                .description("Shows this help.").build());
        return command;
    }

    private static int misuse(ParameterException misuse, Terminal terminal) {
        CommandLine command = misuse.getCommandLine();
        if (command.getParent() == null) {
            terminal.note("pipeline: " + unknownCommand(misuse) + "; see './pipeline help'");
        } else {
            terminal.note("pipeline " + command.getCommandName() + ": " + misuse.getMessage() + "; see './pipeline help "
                    + command.getCommandName() + "'");
        }
        return CommandLine.ExitCode.USAGE;
    }

    private static String unknownCommand(ParameterException misuse) {
        if (misuse instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            List<String> similar = unmatched.getSuggestions();
            return "'" + unmatched.getUnmatched().get(0) + "' is not a command"
                    + (similar.isEmpty() ? ""
                            : " (did you mean " + String.join(" or ", similar).replace("./pipeline ", "") + "?)");
        }
        return misuse.getMessage();
    }

    private static int failed(Exception failure, CommandLine command, Terminal terminal) throws Exception {
        if (failure instanceof FailedException || failure instanceof UncheckedIOException) {
            terminal.note("pipeline " + command.getCommandName() + ": " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
