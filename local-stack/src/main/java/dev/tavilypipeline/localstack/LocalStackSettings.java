package dev.tavilypipeline.localstack;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tavilypipeline.localstack.simulator.Failure;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;
import dev.tavilypipeline.localstack.start.Environment;
import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.start.SettingRefusedException;

/**
 * The data folder, the ports (on the loopback interface alone) and the simulator's settings.
 *
 * @param dataDir survives restarts; has the subfolders {@code kafka} and {@code mongodb}
 */
public record LocalStackSettings(Path dataDir, int kafkaPort, int mongoPort, int simulatorPort, SimulatorSettings simulator) {

    private static final Path DEFAULT_DATA_DIR = Path.of(".pipeline", "data");

    public LocalStackSettings {
        if (IntStream.of(kafkaPort, mongoPort, simulatorPort).distinct().count() < 3) {
            throw new SettingRefusedException("PIPELINE_KAFKA_PORT, PIPELINE_MONGODB_PORT and PIPELINE_SIMULATOR_PORT are "
                    + kafkaPort + ", " + mongoPort + " and " + simulatorPort + ": give each its own port.");
        }
    }

    /** For tests: free ports, data in the given folder, a simulator that answers immediately and never fails. */
    public static LocalStackSettings ephemeral(Path dataDir) {
        List<Integer> ports = Ports.free(3);
        return new LocalStackSettings(dataDir, ports.get(0), ports.get(1), ports.get(2), SimulatorSettings.PROMPT);
    }

    /** @throws SettingRefusedException naming the invalid variable */
    public static LocalStackSettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        return new LocalStackSettings(
                environment.path("PIPELINE_DATA_DIR", DEFAULT_DATA_DIR),
                environment.port("PIPELINE_KAFKA_PORT", 9092),
                environment.port("PIPELINE_MONGODB_PORT", 27017),
                environment.port("PIPELINE_SIMULATOR_PORT", 8090),
                simulatorFrom(environment));
    }

    public LocalStackSettings withSimulator(SimulatorSettings other) {
        return new LocalStackSettings(dataDir, kafkaPort, mongoPort, simulatorPort, other);
    }

    private static SimulatorSettings simulatorFrom(Environment environment) {
        SimulatorSettings defaults = SimulatorSettings.DEFAULT;
        Map<Failure, Double> rates = new EnumMap<>(Failure.class);
        for (Failure failure : Failure.values()) {
            rates.put(failure, environment.rate("PIPELINE_SIMULATOR_FAIL_" + failure.label().toUpperCase(Locale.ROOT), 0));
        }
        return new SimulatorSettings(
                environment.millis("PIPELINE_SIMULATOR_LATENCY_MEDIAN_MS", defaults.latencyMedian()),
                environment.millis("PIPELINE_SIMULATOR_LATENCY_P99_MS", defaults.latencyP99()),
                rates,
                environment.number("PIPELINE_SIMULATOR_SEED", defaults.seed()));
    }
}
