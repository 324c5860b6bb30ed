package dev.tavilypipeline.cli.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that an earlier or this call has started. Its file has three lines: process id, ports, start time. A process
 * with the same id and another start time is a different one: ids are given out again.
 */
record RunningProcess(Component component, List<Integer> ports, ProcessHandle handle) {

    /** The start time is computed from the clock and the boot time, and differs a little when the clock is corrected. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

    static Optional<RunningProcess> find(Path run, Component component) {
        Path file = file(run, component);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 3) {
                return Optional.empty();
            }
            Instant started = Instant.parse(lines.get(2));
            List<Integer> ports = Arrays.stream(lines.get(1).split(" ", -1)).map(Integer::valueOf).toList();
            return ProcessHandle.of(Long.parseLong(lines.get(0)))
                    .filter(handle -> isAlive(handle) && startedAt(handle, started))
                    .map(handle -> new RunningProcess(component, ports, handle));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startedAt(ProcessHandle handle, Instant started) {
        return handle.info().startInstant()
                .map(instant -> Duration.between(instant, started).abs().compareTo(START_TOLERANCE) < 0).orElse(true);
    }

    /** A process that has ended but is still listed, because its parent has not asked for its status, has no command. */
    private static boolean isAlive(ProcessHandle handle) {
        return handle.isAlive() && handle.info().command().isPresent();
    }

    static Path file(Path run, Component component) {
        return run.resolve(component.module() + ".pid");
    }

    void save(Path run) throws IOException {
        String text = handle.pid() + "\n" + ports.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n"
                + handle.info().startInstant().orElseGet(Instant::now) + "\n";
        Files.writeString(file(run, component), text);
    }

    boolean isAlive() {
        return isAlive(handle);
    }

    long pid() {
        return handle.pid();
    }

    /** In MB; empty where the system does not tell. */
    Optional<Long> residentMb() {
        try {
            Path status = Path.of("/proc", Long.toString(pid()), "status");
            if (Files.exists(status)) {
                try (Stream<String> lines = Files.lines(status)) {
                    return lines.filter(line -> line.startsWith("VmRSS:")).findFirst().map(RunningProcess::megabytes);
                }
            }
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid())).start();
            try (BufferedReader output = new BufferedReader(
                    new InputStreamReader(ps.getInputStream(), StandardCharsets.US_ASCII))) {
                return Optional.ofNullable(output.readLine()).map(RunningProcess::megabytes);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long megabytes(String kilobytes) {
        return Long.parseLong(kilobytes.replaceAll("\\D", "")) / 1024;
    }
}
