package dev.tavilypipeline.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end; it is stopped when this one ends before. */
public final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final Thread stopWithThis;

    private ChildProcess(Process process) {
        this.process = process;
        this.stopWithThis = new Thread(process::destroy, "stop-child");
        Runtime.getRuntime().addShutdownHook(stopWithThis);
    }

    /** Runs a program to its end, which is at the latest the end of this one, and returns its status. */
    public static int run(ProcessBuilder program) {
        try (ChildProcess child = start(program)) {
            return child.status();
        }
    }

    static ChildProcess start(ProcessBuilder builder) {
        try {
            return new ChildProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a program ran", e);
        }
    }

    /** Waits for the end. */
    int status() {
        while (!endsWithin(Duration.ofHours(1))) {
            // a bench or a log that is followed may take any time
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            Runtime.getRuntime().removeShutdownHook(stopWithThis);
        } catch (IllegalStateException e) {
            // this program is ending, and the hook does its work
        }
    }
}
