package dev.tavilypipeline.bench.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What it took to process a number of records.
 *
 * @param records how many
 * @param cpu processor time of each process that was measured, in the order of {@link Sample#of}
 * @param residentMib memory of the first process
 */
public record Figures(String name, long records, Duration time, List<Duration> cpu, long residentMib) {

    /** Clock and processor time so far, at one moment. */
    public record Sample(Instant at, List<Duration> cpu) {

        public static Sample of(long... pids) {
            return new Sample(Instant.now(), LongStream.of(pids).mapToObj(Usage::cpuOf).toList());
        }

        public Figures until(Sample end, String name, long records, long residentMib) {
            List<Duration> spent = new java.util.ArrayList<>();
            for (int i = 0; i < cpu.size(); i++) {
                spent.add(end.cpu.get(i).minus(cpu.get(i)));
            }
            return new Figures(name, records, Duration.between(at, end.at), List.copyOf(spent), residentMib);
        }
    }

    public double perSecond() {
        return records / seconds(time);
    }

    /** Whether the processor time of so many processes was measured. */
    public boolean hasCpu(int process) {
        return process < cpu.size();
    }

    /** Microseconds of a process per record. */
    public double cpuMicros(int process) {
        return seconds(cpu.get(process)) * 1e6 / records;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
