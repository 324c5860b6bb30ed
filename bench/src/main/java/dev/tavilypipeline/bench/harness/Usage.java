package dev.tavilypipeline.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Processor time and memory of a process.
 *
 * @param cpu user and system time since its start
 * @param residentMib its resident memory now
 */
public record Usage(Duration cpu, long residentMib) {

    public static Usage of(long pid) {
        return new Usage(cpuOf(pid), residentKib(pid) / 1024);
    }

    /** Unlike {@link #of} it starts no other process. */
    public static Duration cpuOf(long pid) {
        return ProcessHandle.of(pid).flatMap(handle -> handle.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    public double cpuSecondsSince(Usage earlier) {
        return cpu.minus(earlier.cpu).toMillis() / 1000.0;
    }

    private static long residentKib(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String printed = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return printed.isEmpty() ? 0 : Long.parseLong(printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
