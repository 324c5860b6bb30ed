package dev.tavilypipeline.cli.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.tavilypipeline.cli.terminal.FailedException;

/**
 * The settings of the installation: the environment, then {@code .env}, then defaults.
 *
 * @param root the project's folder
 * @param ports of the processes on this machine
 * @param startTimeout how long a start may take until all processes are ready
 * @param environment for the services and for those who look for them
 */
public record Settings(Path root, Ports ports, Duration startTimeout, Map<String, String> environment) {

    private static final String BOOTSTRAP_SERVERS = "PIPELINE_KAFKA_BOOTSTRAP_SERVERS";
    private static final String MONGODB_URI = "MONGODB_URI";
    private static final String SIMULATOR_URL = "PIPELINE_SIMULATOR_URL";

    /** @throws FailedException says which setting or which line of {@code .env} is wrong */
    public static Settings load(Path root, Map<String, String> given) {
        Map<String, String> all = new HashMap<>(EnvFile.read(root.resolve(".env")));
        given.forEach((name, value) -> {
            if (!value.isEmpty()) {
                all.put(name, value);
            }
        });
        Ports ports = Ports.from(all);
        ports.byName().forEach((name, port) -> all.put(Ports.variable(name), port.toString()));
        Path home = path(root, all, "PIPELINE_HOME", root.resolve(".pipeline"));
        Path data = path(root, all, "PIPELINE_DATA_DIR", home.resolve("data"));
        path(root, all, "PIPELINE_LAKE_DIR", data.resolve("lake"));
        path(root, all, "PIPELINE_DUCKDB_FILE", data.resolve("warehouse.duckdb"));
        return new Settings(root, ports, timeout(all), Map.copyOf(all));
    }

    private static Path path(Path root, Map<String, String> all, String name, Path usual) {
        Path path = all.containsKey(name) ? root.resolve(all.get(name)).normalize() : usual;
        all.put(name, path.toString());
        return path;
    }

    private static Duration timeout(Map<String, String> all) {
        String seconds = all.getOrDefault("PIPELINE_START_TIMEOUT", "120");
        if (!seconds.matches("[1-9][0-9]{0,4}")) {
            throw new FailedException("PIPELINE_START_TIMEOUT is '" + seconds + "': set it to a number of seconds.");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    Path home() {
        return Path.of(environment.get("PIPELINE_HOME"));
    }

    Path data() {
        return Path.of(environment.get("PIPELINE_DATA_DIR"));
    }

    Path lake() {
        return Path.of(environment.get("PIPELINE_LAKE_DIR"));
    }

    Path warehouse() {
        return Path.of(environment.get("PIPELINE_DUCKDB_FILE"));
    }

    /** The host that a process of this machine answers at. */
    String host(Component component) {
        String host = environment.getOrDefault("PIPELINE_HTTP_HOST", "");
        boolean loopback = component == Component.LOCAL_STACK || host.isEmpty() || host.equals("0.0.0.0");
        return loopback ? "127.0.0.1" : host;
    }

    /** {@link #environment} with the addresses that the services find each other at. */
    Map<String, String> serviceEnvironment() {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent(BOOTSTRAP_SERVERS, bootstrapServers());
        all.putIfAbsent(MONGODB_URI, mongoUri());
        all.putIfAbsent(SIMULATOR_URL, simulatorUrl());
        all.putIfAbsent("PIPELINE_AGENT_URL", "http://localhost:" + ports.of("AGENT"));
        all.putIfAbsent("PIPELINE_COLLECTOR_URL", "http://localhost:" + ports.of("COLLECTOR"));
        all.put("MALLOC_ARENA_MAX", "2");
        return all;
    }

    /** Further options for each JVM. */
    List<String> javaOptions() {
        String options = environment.getOrDefault("PIPELINE_JAVA_OPTS", "").strip();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+", -1));
    }

    /** All processes, without local-stack if Kafka, MongoDB and the search API are all elsewhere. */
    List<Component> components() {
        return Arrays.stream(Component.values())
                .filter(component -> component != Component.LOCAL_STACK || localStackNeeded()).toList();
    }

    private boolean localStackNeeded() {
        return isHere(bootstrapServers(), "KAFKA") || isHere(mongoUri(), "MONGODB")
                || (!environment.containsKey("TAVILY_API_KEY") && isHere(simulatorUrl(), "SIMULATOR"));
    }

    private boolean isHere(String address, String portName) {
        return Pattern.compile("(localhost|127\\.0\\.0\\.1):" + ports.of(portName) + "(\\D|$)").matcher(address).find();
    }

    private String bootstrapServers() {
        return environment.getOrDefault(BOOTSTRAP_SERVERS, "localhost:" + ports.of("KAFKA"));
    }

    private String mongoUri() {
        return environment.getOrDefault(MONGODB_URI, "mongodb://localhost:" + ports.of("MONGODB"));
    }

    private String simulatorUrl() {
        return environment.getOrDefault(SIMULATOR_URL, "http://localhost:" + ports.of("SIMULATOR"));
    }
}
