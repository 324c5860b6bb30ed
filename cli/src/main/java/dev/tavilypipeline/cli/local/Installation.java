package dev.tavilypipeline.cli.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tavilypipeline.cli.terminal.FailedException;
import dev.tavilypipeline.cli.terminal.Terminal;

/** The installation on this machine, as the commands see it. Calls that start or stop something take turns. */
public final class Installation {

    private final Settings settings;
    private final Home home;
    private final Processes processes;
    private final HealthProbe health;
    private final Terminal terminal;

    public Installation(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.home = new Home(settings);
        this.processes = new Processes(settings, home, terminal);
        this.health = new HealthProbe(settings);
        this.terminal = terminal;
    }

    private void exclusively(Runnable work) {
        home.create();
        ProcessLock.during(home.run().resolve("lock"), terminal, () -> {
            work.run();
            return null;
        });
    }

    /** Builds if that is needed, starts what does not run, and returns when all is ready. */
    public void up() {
        long began = System.nanoTime();
        exclusively(() -> {
            List<Component> missing = missing();
            try (Startup startup = new Startup(settings, home, processes, health, terminal)) {
                buildAndStart(missing, startup);
                startup.awaitReady(settings.components());
                startup.complete();
            }
        });
        terminal.print("All is ready after " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s:");
        settings.components().forEach(component -> terminal.print(
                String.format("  %-18s %s", component.module(), Addresses.of(component, settings.ports().of(component)))));
    }

    private List<Component> missing() {
        List<Component> missing = new ArrayList<>();
        PortCheck ports = new PortCheck(settings);
        for (Component component : settings.components()) {
            processes.running(component).ifPresentOrElse(this::requireSamePorts, () -> {
                ports.requireFree(component);
                missing.add(component);
            });
        }
        return missing;
    }

    private void requireSamePorts(RunningProcess process) {
        List<Integer> wanted = settings.ports().of(process.component());
        if (!process.ports().equals(wanted)) {
            throw new FailedException(process.component().module() + " runs at " + process.ports()
                    + " and the settings now say " + wanted + ": './pipeline down' first.");
        }
    }

    private void buildAndStart(List<Component> missing, Startup startup) {
        Build build = Build.ofServices(settings.root(), home.log("build"), terminal);
        build.locked(() -> {
            buildIfNeeded(build);
            if (!missing.isEmpty()) {
                terminal.note("Starting " + String.join(" ", missing.stream().map(Component::module).toList()));
            }
            // the two that wait for no other
            missing.stream().filter(Installation::waitsForNoOther).forEach(startup::start);
            if (missing.contains(Component.LOCAL_STACK)) {
                startup.awaitReady(List.of(Component.LOCAL_STACK));
            }
            missing.stream().filter(component -> !waitsForNoOther(component)).forEach(startup::start);
            return null;
        });
    }

    private static boolean waitsForNoOther(Component component) {
        return component == Component.LOCAL_STACK || component == Component.ANALYTICS;
    }

    /** A process that runs is not replaced: the next {@code up} after {@code down} builds. */
    private void buildIfNeeded(Build build) {
        if (build.isMissing()) {
            build.run();
        } else if (build.isOutdated()) {
            if (processes.anyRunning()) {
                terminal.note("Sources are newer than what runs: './pipeline down', then 'up' builds them.");
            } else {
                build.run();
            }
        }
    }

    public void down() {
        long began = System.nanoTime();
        exclusively(() -> processes.stop(List.of(Component.values())));
        terminal.print("Nothing runs any more, after " + Duration.ofNanos(System.nanoTime() - began).toSeconds()
                + " s; the data stays in " + settings.data());
    }

    /** One line for each process. */
    public List<StatusLine> status() {
        return settings.components().parallelStream().map(this::status).toList();
    }

    private StatusLine status(Component component) {
        return processes.running(component).map(process -> {
            HealthProbe.Health answer = health.of(process);
            String address = Addresses.of(component, process.ports());
            return new StatusLine(component, answer.ready() ? "ready" : "not ready", Long.toString(process.pid()),
                    process.residentMb().map(mb -> mb + " MB").orElse("-"),
                    answer.ready() ? address : address + ": " + answer.problem());
        }).orElseGet(() -> processes.hasDied(component)
                ? new StatusLine(component, "died", "-", "-", "./pipeline logs " + component.module()
                        + " says why, ./pipeline up starts it again")
                : new StatusLine(component, "stopped", "-", "-", ""));
    }

    /** The logs that exist, of the processes or builds with these names; of all processes if there are none. */
    public List<Path> logs(List<String> names) {
        List<String> wanted = names.isEmpty() ? Arrays.stream(Component.values()).map(Component::module).toList() : names;
        List<Path> logs = wanted.stream().map(home::log).filter(Files::exists).toList();
        if (logs.isEmpty()) {
            throw new FailedException("there are no logs yet: './pipeline up' starts the services.");
        }
        return logs;
    }

    /** Stops everything and deletes data and logs. */
    public void reset() {
        exclusively(() -> {
            processes.stop(List.of(Component.values()));
            home.empty().forEach(path -> terminal.print(
                    "Left alone, since it is outside of " + home.folder().resolve("data") + ": " + path));
        });
        terminal.print("Stopped and emptied; './pipeline up' starts afresh.");
    }

    public Path folder() {
        return home.folder();
    }

    /** Runs a bench to its end and returns its status; nothing is built meanwhile. */
    public int bench(List<String> arguments) {
        home.create();
        Build build = Build.ofBench(settings.root(), home.log("build"), terminal);
        return build.locked(() -> {
            if (build.isMissing() || build.isOutdated()) {
                build.run();
            }
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    Build.benchJar(settings.root()).toString(), "dev.tavilypipeline.bench.Main"));
            command.addAll(arguments);
            ProcessBuilder bench = new ProcessBuilder(command).directory(settings.root().toFile()).inheritIO();
            bench.environment().putAll(settings.environment());
            return ChildProcess.run(bench);
        });
    }
}
