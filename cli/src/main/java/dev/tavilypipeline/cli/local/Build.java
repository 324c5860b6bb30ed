package dev.tavilypipeline.cli.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.tavilypipeline.cli.terminal.FailedException;
import dev.tavilypipeline.cli.terminal.Format;
import dev.tavilypipeline.cli.terminal.Terminal;

/**
 * Packages modules with {@code ./mvnw -Dquick}, which compiles and packages what runs and nothing else: no tests, no checks,
 * no formatting. Whoever builds, or runs from {@code target}, does it {@link #locked}.
 */
final class Build {

    private final Path root;
    private final Path log;
    private final Terminal terminal;
    private final String name;
    private final List<String> modules;
    private final List<Path> artifacts;

    private Build(Path root, Path log, Terminal terminal, String name, List<String> modules, List<Path> artifacts) {
        this.root = root;
        this.log = log;
        this.terminal = terminal;
        this.name = name;
        this.modules = modules;
        this.artifacts = artifacts;
    }

    /** The four services and local-stack. */
    static Build ofServices(Path root, Path log, Terminal terminal) {
        return new Build(root, log, terminal, "services", Arrays.stream(Component.values()).map(Component::module).toList(),
                Arrays.stream(Component.values()).map(component -> component.packaged(root).resolve(component.jar())).toList());
    }

    /** The benches, and the services that they measure. */
    static Build ofBench(Path root, Path log, Terminal terminal) {
        Build services = ofServices(root, log, terminal);
        return new Build(root, log, terminal, "bench", and(services.modules, "bench"),
                and(services.artifacts, benchJar(root)));
    }

    static Path benchJar(Path root) {
        return root.resolve("bench/target/bench.jar");
    }

    private static <T> List<T> and(List<T> list, T more) {
        List<T> all = new ArrayList<>(list);
        all.add(more);
        return all;
    }

    /** Nobody else writes the project's {@code target} folders, or runs from them, during the work. */
    <T> T locked(Supplier<T> work) {
        return ProcessLock.during(root.resolve("target/pipeline.lock"), terminal, work);
    }

    boolean isMissing() {
        return artifacts.stream().anyMatch(artifact -> !Files.exists(artifact));
    }

    /** Whether a source is newer than the oldest artifact and than the last build that succeeded. */
    boolean isOutdated() {
        try {
            FileTime built = Files.getLastModifiedTime(artifacts.get(0));
            for (Path artifact : artifacts) {
                built = min(built, Files.getLastModifiedTime(artifact));
            }
            if (Files.exists(stamp()) && Files.getLastModifiedTime(stamp()).compareTo(built) > 0) {
                built = Files.getLastModifiedTime(stamp());
            }
            return hasSourceNewerThan(built);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime min(FileTime one, FileTime other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean hasSourceNewerThan(FileTime built) throws IOException {
        List<Path> sources = new ArrayList<>(List.of(root.resolve("pom.xml"), root.resolve("sql")));
        for (String module : and(and(modules, "event-contract"), "service-kit")) {
            sources.add(root.resolve(module).resolve("pom.xml"));
            sources.add(root.resolve(module).resolve("src/main"));
        }
        for (Path source : sources) {
            if (Files.exists(source)) {
                for (Path each : Folders.walk(source)) {
                    if (Files.getLastModifiedTime(each).compareTo(built) > 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private Path stamp() {
        return root.resolve("target/pipeline-" + name + ".built");
    }

    /** @throws FailedException with the compiler's or Maven's errors */
    void run() {
        long began = System.nanoTime();
        requireCompiler();
        terminal.note("Building; the first time Maven and the libraries are downloaded (log: " + log + ")");
        try {
            FileTime start = FileTime.from(Instant.now());
            Files.createDirectories(log.getParent());
            try (ChildProcess maven = ChildProcess.start(maven())) {
                BuildProgress progress = new BuildProgress(log, terminal);
                while (!maven.endsWithin(Duration.ofMillis(200))) {
                    progress.show(seconds(began));
                }
                terminal.draw(List.of());
                if (maven.status() != 0) {
                    errors().forEach(terminal::note);
                    throw new FailedException("the build failed; all of it is in " + log);
                }
            }
            Files.createDirectories(stamp().getParent());
            Files.writeString(stamp(), "");
            Files.setLastModifiedTime(stamp(), start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.note("Built in " + Format.millis(seconds(began) * 1000.0));
    }

    private static long seconds(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private ProcessBuilder maven() {
        ProcessBuilder maven = new ProcessBuilder("./mvnw", "-B", "-ntp", "-Dquick", "-pl", String.join(",", modules), "-am",
                "package").directory(root.toFile()).redirectErrorStream(true).redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // a build is over before the second compiler has paid for itself
        maven.environment().merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseParallelGC",
                (given, ours) -> ours + " " + given);
        return maven;
    }

    private static void requireCompiler() {
        Path java = Path.of(System.getProperty("java.home"));
        if (!Files.exists(java.resolve("bin/javac"))) {
            throw new FailedException(java + " has no compiler, it is a runtime only: install a JDK of 17 or newer and set"
                    + " JAVA_HOME to its folder.");
        }
    }

    private List<String> errors() throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            List<String> errors = lines.filter(line -> line.startsWith("[ERROR]")).limit(20).toList();
            return errors.isEmpty() ? LogFile.lastLines(log, 20) : errors;
        }
    }
}
