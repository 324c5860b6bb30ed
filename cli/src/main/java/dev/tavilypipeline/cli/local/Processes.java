package dev.tavilypipeline.cli.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.tavilypipeline.cli.terminal.Pause;
import dev.tavilypipeline.cli.terminal.Terminal;

/** Starts and stops processes that outlive this one. */
final class Processes {

    /** A service gives itself 30 s to finish its work. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(45);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final Settings settings;
    private final Home home;
    private final Terminal terminal;

    Processes(Settings settings, Home home, Terminal terminal) {
        this.settings = settings;
        this.home = home;
        this.terminal = terminal;
    }

    Optional<RunningProcess> running(Component component) {
        return RunningProcess.find(home.run(), component);
    }

    boolean anyRunning() {
        return Arrays.stream(Component.values()).anyMatch(component -> running(component).isPresent());
    }

    /** Whether it was started and has ended by itself. */
    boolean hasDied(Component component) {
        return running(component).isEmpty() && Files.exists(RunningProcess.file(home.run(), component));
    }

    RunningProcess start(Component component) {
        try {
            App app = App.install(component, settings.root(), home.app(component));
            Path log = home.log(component.module());
            LogFile.rotate(log);
            ProcessBuilder builder = new ProcessBuilder(command(app)).directory(home.folder().toFile())
                    .redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(settings.serviceEnvironment());
            RunningProcess process = new RunningProcess(component, settings.ports().of(component),
                    builder.start().toHandle());
            process.save(home.run());
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(App app) {
        // Ctrl-C and the end of the terminal reach every process of the terminal: this one has to go on. A JVM leaves a
        // signal alone that is ignored when it starts.
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        List<String> arguments = app.arguments();
        command.add(arguments.get(0));
        command.addAll(settings.javaOptions());
        command.addAll(arguments.subList(1, arguments.size()));
        return command;
    }

    /** Stops the services together, then local-stack, and returns when all have ended. */
    void stop(Collection<Component> components) {
        stopTogether(components.stream().filter(component -> component != Component.LOCAL_STACK).toList());
        stopTogether(components.stream().filter(component -> component == Component.LOCAL_STACK).toList());
    }

    private void stopTogether(List<Component> components) {
        List<RunningProcess> asked = components.stream().flatMap(component -> running(component).stream()).toList();
        asked.forEach(process -> process.handle().destroy());
        Instant deadline = Instant.now().plus(STOP_TIMEOUT);
        for (RunningProcess process : asked) {
            if (!endsBefore(deadline, process)) {
                process.handle().destroyForcibly();
                terminal.note("  " + process.component().module() + " did not end within " + STOP_TIMEOUT.toSeconds()
                        + " s and is killed");
                endsBefore(Instant.now().plus(KILL_TIMEOUT), process);
            }
            terminal.note("  " + process.component().module() + " stopped");
        }
        components.forEach(this::forget);
    }

    private static boolean endsBefore(Instant deadline, RunningProcess process) {
        while (process.isAlive()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Pause.of(POLL_INTERVAL);
        }
        return true;
    }

    private void forget(Component component) {
        try {
            Files.deleteIfExists(RunningProcess.file(home.run(), component));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
