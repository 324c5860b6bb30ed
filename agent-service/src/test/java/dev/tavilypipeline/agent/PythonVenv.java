package dev.tavilypipeline.agent;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;

/**
 * A virtual environment of Python with some packages, in the user's cache folder. A machine without Python skips the test; with
 * {@code CI=true} the test fails there.
 */
final class PythonVenv {

    private static final Path LOGS = Path.of("target").toAbsolutePath();
    private static final long TIMEOUT_MINUTES = 8;

    private final Path python;

    private PythonVenv(Path python) {
        this.python = python;
    }

    /**
     * Installs the packages unless they are there. A lock lets two builds share the folder.
     *
     * @param packages with their versions
     */
    static PythonVenv of(String name, List<String> packages) {
        try {
            Path cache = Files.createDirectories(cacheFolder());
            String version = run(List.of("python3", "-c", "import platform; print(platform.python_version())"), Map.of())
                    .strip();
            Path home = cache.resolve(name + "-" + Integer.toHexString(packages.hashCode()) + "-python" + version);
            Path python = home.resolve("bin/python");
            Path complete = home.resolve("complete");
            try (FileChannel untilClosed = FileChannel.open(cache.resolve(name + ".lock"), CREATE, WRITE)) {
                untilClosed.lock();
                if (!Files.exists(complete) || !Files.isExecutable(python)) {
                    run(List.of("python3", "-m", "venv", "--clear", home.toString()), Map.of());
                    run(Stream.concat(Stream.of(python.toString(), "-m", "pip", "install", "--quiet"), packages.stream())
                            .toList(),
                            Map.of());
                    Files.createFile(complete);
                }
            }
            return new PythonVenv(python);
        } catch (IOException e) {
            throw skipped(e.getMessage());
        }
    }

    /** @return what the script prints */
    String run(Path script, Map<String, String> environment) {
        try {
            return run(List.of(python.toString(), script.toString()), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path cacheFolder() {
        String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        return (configured.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(configured))
                .resolve("tavily-data-pipeline");
    }

    private static String run(List<String> command, Map<String, String> environment) throws IOException {
        Path output = Files.createTempFile(Files.createDirectories(LOGS), "python", ".out");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(LOGS.resolve("python.log").toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " failed: see " + LOGS.resolve("python.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Files.readString(output);
    }

    private static RuntimeException skipped(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("CI=true, and this test cannot run: " + reason);
        }
        return new TestAbortedException(reason);
    }
}
