package dev.tavilypipeline.localstack.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A virtual environment of Python with some packages, in the user's cache folder. A machine without Python skips the test, see
 * {@link MissingTool}.
 */
public final class PythonVenv {

    private static final Path LOGS = Path.of("target").toAbsolutePath();
    private static final long TIMEOUT_MINUTES = 8;

    private final Path python;

    private PythonVenv(Path python) {
        this.python = python;
    }

    /**
     * Installs the packages unless they are there.
     *
     * @param packages with their versions
     */
    public static PythonVenv of(String name, List<String> packages) {
        try {
            // it works only with the Python that it was made with
            String version = run(List.of("python3", "-c", "import platform; print(platform.python_version())"), Map.of())
                    .strip();
            return new PythonVenv(ToolCache.program(
                    name + "-" + Integer.toHexString(packages.hashCode()) + "-python" + version, "bin/python",
                    home -> install(home, packages)));
        } catch (IOException e) {
            throw MissingTool.exception(e.getMessage());
        }
    }

    private static void install(Path home, List<String> packages) throws IOException {
        run(List.of("python3", "-m", "venv", "--clear", home.toString()), Map.of());
        run(Stream.concat(Stream.of(home.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet"),
                packages.stream()).toList(), Map.of());
    }

    /** @param name {@code python}, or that of a program that a package brings */
    public Path program(String name) {
        return python.resolveSibling(name);
    }

    /** @return what the script prints */
    public String run(Path script, Map<String, String> environment) {
        try {
            return run(List.of(python.toString(), script.toString()), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
}
