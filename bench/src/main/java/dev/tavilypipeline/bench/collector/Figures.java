package dev.tavilypipeline.bench.collector;

import java.time.Duration;
import java.util.Optional;

/**
 * What it took to store a number of facts.
 *
 * @param cpuMicros processor time a fact of the process itself
 * @param storeCpuMicros processor time a fact of the database server
 */
record Figures(String name, long facts, double factsASecond, double cpuMicros, Optional<Double> storeCpuMicros,
        long residentMib) {

    static Figures of(String name, long facts, Reading begin, Reading end, long residentMib) {
        return new Figures(name, facts, facts / seconds(Duration.between(begin.at(), end.at())),
                micros(end.cpu().minus(begin.cpu()), facts),
                end.storeCpu().map(cpu -> micros(cpu.minus(begin.storeCpu().orElseThrow()), facts)), residentMib);
    }

    private static double micros(Duration cpu, long facts) {
        return seconds(cpu) * 1e6 / facts;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
