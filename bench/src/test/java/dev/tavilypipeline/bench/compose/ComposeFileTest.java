package dev.tavilypipeline.bench.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What docker-compose.yml promises, read from the file; no engine is needed. */
class ComposeFileTest {

    private static final Path ROOT = Path.of("..");

    /** Settings of .env.example that have no meaning in a container, and why. */
    private static final Map<String, String> NOT_FOR_CONTAINERS = Map.ofEntries(
            Map.entry("PIPELINE_HTTP_HOST", "a container listens on all its addresses; ports are published on 127.0.0.1"),
            Map.entry("PIPELINE_SIMULATOR_PORT", "its port is not published"),
            Map.entry("PIPELINE_COLLECTOR_URL", "the services' names in the network of the containers"),
            Map.entry("PIPELINE_AGENT_URL", "as above"),
            Map.entry("PIPELINE_ANALYTICS_URL", "as above"),
            Map.entry("PIPELINE_HOME", "of ./pipeline"),
            Map.entry("PIPELINE_DATA_DIR", "volumes"),
            Map.entry("PIPELINE_LAKE_DIR", "a volume"),
            Map.entry("PIPELINE_DUCKDB_FILE", "a volume"),
            Map.entry("PIPELINE_AGENT_INSTANCE", "the name of the container"),
            Map.entry("PIPELINE_COLLECTOR_INSTANCE", "the name of the container"),
            Map.entry("PIPELINE_BRIDGE_INSTANCE", "the name of the container"),
            Map.entry("JAVA_HOME", "the image's"),
            Map.entry("PIPELINE_START_TIMEOUT", "of ./pipeline"));

    private final String text = read("docker-compose.yml");
    private final Map<String, Map<String, Object>> services = services();

    @Test
    void shouldPassOnEverySettingThatReachesAContainer() {
        Set<String> missing = examples();
        missing.removeAll(passedOn());
        missing.removeAll(NOT_FOR_CONTAINERS.keySet());

        assertThat(missing).as("variables of .env.example that docker-compose.yml does not pass on").isEmpty();
    }

    @Test
    void shouldNotTakeSettingsThatNoExampleShows() {
        Set<String> unknown = passedOn();
        unknown.removeAll(examples());

        assertThat(unknown).as("variables that docker-compose.yml takes from .env, but .env.example does not show").isEmpty();
    }

    @Test
    void shouldPublishPortsOnThisMachineAlone() {
        services.forEach((name, service) -> assertThat(strings(service.get("ports"))).as(name)
                .allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    @Test
    void shouldLimitTheMemoryOfEveryContainer() {
        services.forEach((name, service) -> assertThat(service).as(name).containsKey("mem_limit"));
    }

    @Test
    void shouldRunOurImagesWithAReadOnlyFileSystemAndWithoutCapabilities() {
        List<Map<String, Object>> ours = services.values().stream()
                .filter(service -> String.valueOf(service.get("image")).startsWith("tavily-data-pipeline/")).toList();

        assertThat(ours).hasSizeGreaterThanOrEqualTo(7).allSatisfy(service -> {
            assertThat(service.get("read_only")).isEqualTo(true);
            assertThat(strings(service.get("cap_drop"))).containsExactly("ALL");
            assertThat(strings(service.get("security_opt"))).containsExactly("no-new-privileges:true");
        });
    }

    @Test
    void shouldRestartWhatEndsAndNeverWriteIntoImagesOfTheProfileObservability() {
        List<Map<String, Object>> observing = services.values().stream()
                .filter(service -> List.of("observability").equals(service.get("profiles"))).toList();

        assertThat(observing).hasSize(4).allSatisfy(service -> {
            assertThat(service.get("read_only")).isEqualTo(true);
            assertThat(service.get("restart")).isEqualTo("unless-stopped");
        });
    }

    @Test
    void shouldPinTheVersionOfEveryOtherImage() {
        assertThat(services.values().stream().map(service -> String.valueOf(service.get("image")))
                .filter(image -> !image.startsWith("tavily-data-pipeline/"))).allMatch(image -> image.matches(".+:v?\\d.*"));
    }

    /** Variables that are interpolated, or named without a value. */
    private Set<String> passedOn() {
        Set<String> names = new TreeSet<>();
        Matcher interpolated = Pattern.compile("(?<!\\$)\\$\\{(\\w+)").matcher(text);
        while (interpolated.find()) {
            names.add(interpolated.group(1));
        }
        for (Map<String, Object> service : services.values()) {
            if (service.get("environment") instanceof Map<?, ?> environment) {
                environment.forEach((name, value) -> {
                    if (value == null) {
                        names.add(name.toString());
                    }
                });
            }
        }
        return names;
    }

    private static Set<String> examples() {
        return read(".env.example").lines().map(Pattern.compile("#?([A-Z][A-Z0-9_]+)=.*")::matcher).filter(Matcher::matches)
                .map(line -> line.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Map<String, Object>> services() {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return (Map<String, Map<String, Object>>) file.get("services");
    }

    private static List<String> strings(Object list) {
        return list instanceof List<?> values ? values.stream().map(Object::toString).toList() : List.of();
    }

    private static String read(String file) {
        try (Stream<String> lines = Files.lines(ROOT.resolve(file))) {
            return lines.collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
