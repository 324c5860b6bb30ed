package dev.tavilypipeline.bench.harness;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process beside this one, with its own log file. It never outlives this program, however this one ends: a small shell
 * process reads from a pipe that the system closes with this program, and then kills the child.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(45);

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a JVM.
     *
     * @param options for the JVM; those of {@code PIPELINE_JAVA_OPTS} follow them
     * @param program {@code -jar FILE} or a class, and its arguments
     */
    public static ChildProcess java(List<String> options, List<String> program, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(extraOptions());
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(environment);
        return start(builder, log);
    }

    private static List<String> extraOptions() {
        String given = System.getenv().getOrDefault("PIPELINE_JAVA_OPTS", "").strip();
        return given.isEmpty() ? List.of() : List.of(given.split("\\s+", -1));
    }

    /** Starts any command; its output is appended to the log. */
    public static ChildProcess start(ProcessBuilder builder, Path log) {
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        try {
            Process process = builder.start();
            killWithThisProgram(process);
            return new ChildProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // dismiss() fails only for a guard that has already ended
    private static void killWithThisProgram(Process process) throws IOException {
        // Ctrl-C reaches the shell too: it must not end before it has killed the child
        Process guard = new ProcessBuilder("sh", "-c", "trap '' HUP INT TERM; read -r _ || kill -9 " + process.pid())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.onExit().thenRun(() -> dismiss(guard));
    }

    /** A line lets the shell end without a kill: the pid may soon belong to another process. */
    private static void dismiss(Process guard) {
        try (OutputStream pipe = guard.getOutputStream()) {
            pipe.write("\n".getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    /** SIGSTOP: the process keeps its memory and does nothing until {@link #resume}. */
    public void suspend() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            waitFor(new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: the process cannot finish anything. */
    public void kill() {
        waitFor(process.destroyForcibly());
    }

    /** @return the exit status */
    public int waitFor() {
        return waitFor(process);
    }

    /** SIGTERM, and SIGKILL if the process still runs 45 s later. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
