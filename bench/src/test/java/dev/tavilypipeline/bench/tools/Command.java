package dev.tavilypipeline.bench.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
public final class Command {

    private static final long TIMEOUT_MINUTES = 9;

    private Command() {
    }

    public record Result(int status, String output, String errors) {
    }

    /** @throws IOException if the program cannot be started, or does not end in time */
    public static Result run(Path folder, String... command) throws IOException {
        return run(folder, Map.of(), List.of(command));
    }

    /** @throws IOException if the program cannot be started, or does not end in time */
    public static Result run(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Path output = Files.createTempFile("command", ".out");
        Path errors = Files.createTempFile("command", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " did not end within " + TIMEOUT_MINUTES + " minutes");
            }
            return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }
}
