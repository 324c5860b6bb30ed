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
 * @param searchLimit more searches than these in {@code searchWindow} are answered with 429; 0: no limit
 * @param seed the same seed gives the same request the same latency and failure, whatever other requests there are
 */
public record SimulatorSettings(Duration latencyMedian, Duration latencyP99, Map<Failure, Double> failureRates, long seed,
        int searchLimit, Duration searchWindow) {

    private static final Duration MAX_LATENCY = Duration.ofMinutes(10);

    public static final SimulatorSettings DEFAULT = new SimulatorSettings(Duration.ofMillis(150), Duration.ofMillis(600),
            Map.of(), 1);

    /** Answers immediately and never fails. */
    public static final SimulatorSettings PROMPT = new SimulatorSettings(Duration.ZERO, Duration.ZERO, Map.of(), 1);

    public SimulatorSettings(Duration latencyMedian, Duration latencyP99, Map<Failure, Double> failureRates, long seed) {
        this(latencyMedian, latencyP99, failureRates, seed, 0, Duration.ofMinutes(1));
    }

    public SimulatorSettings {
        failureRates = Map.copyOf(failureRates);
        if (latencyMedian.isNegative() || latencyP99.compareTo(MAX_LATENCY) > 0 || latencyMedian.compareTo(latencyP99) > 0) {
            throw new SettingRefusedException("The simulator's latency has a median of " + latencyMedian.toMillis()
                    + " ms and a 99th percentile of " + latencyP99.toMillis()
                    + " ms: set 0 <= median <= 99th percentile <= " + MAX_LATENCY.toMillis() + ".");
        }
        if (searchLimit < 0 || searchWindow.isNegative() || searchWindow.isZero()) {
            throw new SettingRefusedException("The simulator's limit is " + searchLimit + " searches in "
                    + searchWindow.toMillis() + " ms: set 0 or more searches in 1 ms or more.");
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
        return new SimulatorSettings(median, p99, failureRates, seed, searchLimit, searchWindow);
    }

    public SimulatorSettings withFailures(Map<Failure, Double> rates) {
        return new SimulatorSettings(latencyMedian, latencyP99, rates, seed, searchLimit, searchWindow);
    }

    public SimulatorSettings withSeed(long other) {
        return new SimulatorSettings(latencyMedian, latencyP99, failureRates, other, searchLimit, searchWindow);
    }

    public SimulatorSettings withSearchLimit(int searches, Duration window) {
        return new SimulatorSettings(latencyMedian, latencyP99, failureRates, seed, searches, window);
    }
}
