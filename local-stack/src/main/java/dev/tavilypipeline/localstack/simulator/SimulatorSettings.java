package dev.tavilypipeline.localstack.simulator;

import java.time.Duration;
import java.util.Map;

import dev.tavilypipeline.localstack.start.SettingRefusedException;

/**
 * The simulator's latency and failures.
 *
 * @param latencyMedian half of the answers take longer; with 0 every answer is immediate
 * @param latencyP99 one answer in a hundred takes longer; in between latencies are log-normal
 * @param failureRates the share of requests, 0 to 1, that fails in each way; the rest succeeds
 * @param seed the same seed gives the same request the same latency and failure, whatever other requests there are
 */
public record SimulatorSettings(Duration latencyMedian, Duration latencyP99, Map<Failure, Double> failureRates, long seed) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    public static final SimulatorSettings DEFAULT = new SimulatorSettings(Duration.ofMillis(150), Duration.ofMillis(600),
            Map.of(), 1);

    /** Answers immediately and never fails. */
    public static final SimulatorSettings PROMPT = new SimulatorSettings(Duration.ZERO, Duration.ZERO, Map.of(), 1);

    public SimulatorSettings {
        failureRates = Map.copyOf(failureRates);
        if (latencyMedian.isNegative() || latencyP99.compareTo(LONGEST) > 0 || latencyMedian.compareTo(latencyP99) > 0) {
            throw new SettingRefusedException("The simulator's latency has a median of " + latencyMedian.toMillis()
                    + " ms and a 99th percentile of " + latencyP99.toMillis()
                    + " ms: set 0 <= median <= 99th percentile <= " + LONGEST.toMillis() + ".");
        }
        failureRates.forEach((failure, rate) -> {
            if (!(rate >= 0 && rate <= 1)) {
                throw new SettingRefusedException("The simulator's rate of failure " + failure.label() + " is " + rate
                        + ": set a number from 0 to 1.");
            }
        });
        double sum = failureRates.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 1 + 1e-9) {
            throw new SettingRefusedException("The simulator's failure rates add up to " + sum + ": at most 1 can fail.");
        }
    }

    public SimulatorSettings withLatency(Duration median, Duration p99) {
        return new SimulatorSettings(median, p99, failureRates, seed);
    }

    public SimulatorSettings withFailures(Map<Failure, Double> rates) {
        return new SimulatorSettings(latencyMedian, latencyP99, rates, seed);
    }

    public SimulatorSettings withSeed(long other) {
        return new SimulatorSettings(latencyMedian, latencyP99, failureRates, other);
    }
}
