package dev.tavilypipeline.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Entry for the commands of {@code ./pipeline} that talk to the services. Exit status: 0 well, 1 not, 2 misuse. */
public final class Cli {

    private final Map<String, String> environment;
    private final Terminal terminal;

    Cli(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        Terminal terminal = new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err),
                Boolean.getBoolean("pipeline.live"), Integer.getInteger("pipeline.columns", 100));
        System.exit(new Cli(System.getenv(), terminal).run(List.of(args)));
    }

    int run(List<String> args) {
        String name = args.isEmpty() ? "" : args.get(0);
        try {
            return command(name).run(args.subList(1, args.size()));
        } catch (UsageException e) {
            terminal.note("pipeline " + name + ": " + e.getMessage() + "; see './pipeline help " + name + "'");
            return 2;
        } catch (ServiceException e) {
            terminal.note("pipeline " + name + ": " + e.getMessage());
            return 1;
        }
    }

    private Command command(String name) {
        JsonHttp http = new JsonHttp(environment);
        Endpoints endpoints = Endpoints.on("http://localhost", environment);
        return switch (name) {
            case "research" -> new ResearchCommand(new Research(http, endpoints), terminal);
            case "kpis" -> new KpisCommand(new Kpis(http, endpoints), terminal);
            case "demo" -> new DemoCommand(new Research(http, endpoints), new Kpis(http, endpoints), terminal);
            case "smoke" -> new SmokeCommand(http, environment, terminal);
            default -> throw new UsageException("'" + name + "' is not a command");
        };
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
