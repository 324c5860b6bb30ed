package dev.tavilypipeline.bench.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.Service;

/** docker-compose.yml as compose itself reads it, with each optional account alone. Compose is needed, an engine is not. */
class ComposeConfigTest {

    private static final List<String> PROFILES = List.of("--profile", "observability", "--profile", "cli");

    private static List<String> compose;

    @TempDir
    Path folder;

    @BeforeAll
    static void findCompose() {
        Optional<List<String>> found = Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .filter(command -> run(with(command, "version"), Map.of()).isPresent()).findFirst();
        assumeTrue(found.isPresent(), "neither 'docker compose' nor 'docker-compose' is on the PATH");
        compose = found.get();
    }

    @Test
    void shouldNeedNoSettings() throws IOException {
        JsonNode config = config(List.of(), Map.of());

        assertThat(config.at("/services/kafka/image").asText()).isNotEmpty();
        assertThat(config.path("services").has("prometheus")).isFalse();
    }

    @Test
    void shouldAddPrometheusAlertmanagerGrafanaAndACollectorWithTheProfile() throws IOException {
        Set<String> without = names(config(List.of(), Map.of()).path("services"));
        Set<String> with = names(config(List.of("--profile", "observability"), Map.of()).path("services"));

        with.removeAll(without);
        assertThat(with).containsExactly("alertmanager", "grafana", "otel-collector", "prometheus");
    }

    @Test
    void shouldAcceptEveryExampleAtOnce() throws IOException {
        Path all = folder.resolve("all.env");
        Files.write(all, Files.readAllLines(Service.projectRoot().resolve(".env.example")).stream()
                .map(line -> line.replaceFirst("^#(?=[A-Z][A-Z0-9_]+=)", "")).toList());

        assertThat(run(with(command(all, PROFILES), "config", "--quiet"), Map.of())).isPresent();
    }

    static Stream<Arguments> accounts() {
        return Stream.of(
                Arguments.of(Map.of("TAVILY_API_KEY", "tvly-test"), Set.of("agent-service", "analytics-service")),
                Arguments.of(Map.of("OPENAI_API_KEY", "sk-test"), Set.of("agent-service")),
                Arguments.of(Map.of("AWS_ACCESS_KEY_ID", "AKIATEST", "AWS_SECRET_ACCESS_KEY", "test"),
                        Set.of("analytics-service", "firehose-bridge", "streams")),
                Arguments.of(Map.of("MONGODB_URI", "mongodb+srv://test:test@cluster.example/"),
                        Set.of("analytics-service", "collector-service")),
                Arguments.of(Map.of("PIPELINE_ALERT_URL", "https://alerts.example/test"), Set.of("alertmanager")),
                Arguments.of(Map.of("SNOWFLAKE_ACCOUNT", "org-account", "SNOWFLAKE_USER", "test", "SNOWFLAKE_PASSWORD", "test"),
                        Set.of("analytics-service")));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void shouldGiveAnAccountToTheServicesThatUseItAndChangeNothingElse(Map<String, String> account, Set<String> services)
            throws IOException {
        JsonNode before = config(PROFILES, Map.of()).path("services");
        JsonNode after = config(PROFILES, account).path("services");

        assertThat(names(after)).isEqualTo(names(before));
        assertThat(names(after).stream().filter(name -> !after.get(name).equals(before.get(name))))
                .containsExactlyInAnyOrderElementsOf(services);
        services.forEach(name -> account.forEach((variable, value) -> assertThat(
                after.path(name).path("environment").path(variable).asText()).as(name + " " + variable).isEqualTo(value)));
    }

    @Test
    void shouldGiveTheApiKeysToPrometheusAndGrafana() throws IOException {
        JsonNode services = config(PROFILES, Map.of("PIPELINE_API_KEYS", "me:0123456789abcdef")).path("services");

        assertThat(Stream.of("prometheus", "grafana", "cli", "collector-service")
                .map(name -> services.path(name).path("environment").path("PIPELINE_API_KEYS").asText()))
                .allMatch("me:0123456789abcdef"::equals);
    }

    private JsonNode config(List<String> profiles, Map<String, String> environment) throws IOException {
        Path none = Files.writeString(folder.resolve("none.env"), "");
        List<String> command = with(command(none, profiles), "config", "--format", "json");
        return Json.tree(run(command, environment).orElseThrow(() -> new AssertionError(command + " failed")));
    }

    private static List<String> command(Path envFile, List<String> profiles) {
        List<String> command = with(compose, "--project-directory", Service.projectRoot().toString(), "--file",
                Service.projectRoot().resolve("docker-compose.yml").toString(), "--env-file", envFile.toString());
        command.addAll(profiles);
        return command;
    }

    private static List<String> with(List<String> command, String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return all;
    }

    /** @return standard output; empty if the command is not there or fails */
    private static Optional<String> run(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // none of the settings of whoever runs the test
        builder.environment().keySet()
                .removeIf(name -> name.matches("(PIPELINE|TAVILY|OPENAI|AWS|MONGODB|SNOWFLAKE|COMPOSE)_.*"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }
}
