package dev.tavilypipeline.bench.bridge;

import java.time.Duration;

/**
 * What it took to deliver a number of rows.
 *
 * @param cpu of the bridge
 * @param endpointCpu of what took its calls
 * @param mostMib the bridge's resident memory when it was largest
 */
record BridgeFigures(String name, BridgeMetrics delivered, Duration time, Duration cpu, Duration endpointCpu, long mostMib) {

    double rowsASecond() {
        return delivered.rows() / seconds(time);
    }

    double cpuMicros() {
        return seconds(cpu) * 1e6 / delivered.rows();
    }

    double endpointCpuMicros() {
        return seconds(endpointCpu) * 1e6 / delivered.rows();
    }

    double bytesARow() {
        return delivered.bytes() / (double) delivered.rows();
    }

    double billedToReal() {
        return delivered.billedBytes() / (double) delivered.bytes();
    }

    double mibACall() {
        return delivered.bytes() / (double) delivered.calls() / (1 << 20);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
