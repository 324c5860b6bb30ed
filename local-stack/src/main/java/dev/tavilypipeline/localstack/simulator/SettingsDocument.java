package dev.tavilypipeline.localstack.simulator;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.tavilypipeline.localstack.start.SettingRefusedException;

/**
 * The settings as JSON: {@code {"latency_median_ms":150,"latency_p99_ms":600,"seed":1,"fail":{"429":0.1},
 * "search_limit":100,"search_window_ms":60000}}. Missing
 * fields stay unchanged; {@code fail} is replaced as a whole.
 */
record SettingsDocument(Long latencyMedianMs, Long latencyP99Ms, Long seed, Map<String, Double> fail,
        Integer searchLimit, Long searchWindowMs) {

    static SettingsDocument of(SimulatorSettings settings) {
        Map<String, Double> fail = new LinkedHashMap<>();
        for (Failure failure : Failure.values()) {
            fail.put(failure.label(), settings.failureRates().getOrDefault(failure, 0.0));
        }
        return new SettingsDocument(settings.latencyMedian().toMillis(), settings.latencyP99().toMillis(), settings.seed(),
                fail, settings.searchLimit(), settings.searchWindow().toMillis());
    }

    /** @throws SettingRefusedException naming the value that is invalid */
    SimulatorSettings appliedTo(SimulatorSettings settings) {
        return new SimulatorSettings(
                latencyMedianMs == null ? settings.latencyMedian() : Duration.ofMillis(latencyMedianMs),
                latencyP99Ms == null ? settings.latencyP99() : Duration.ofMillis(latencyP99Ms),
                fail == null ? settings.failureRates() : rates(),
                seed == null ? settings.seed() : seed,
                searchLimit == null ? settings.searchLimit() : searchLimit,
                searchWindowMs == null ? settings.searchWindow() : Duration.ofMillis(searchWindowMs));
    }

    private Map<Failure, Double> rates() {
        Map<Failure, Double> rates = new EnumMap<>(Failure.class);
        fail.forEach((label, rate) -> rates.put(Failure.labelled(label).orElseThrow(() -> new SettingRefusedException(
                "'" + label + "' is not a failure: use " + Failure.labels() + ".")), rate == null ? 0 : rate));
        return rates;
    }
}
