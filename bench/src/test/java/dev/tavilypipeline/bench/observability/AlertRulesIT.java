package dev.tavilypipeline.bench.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.tools.Command;
import dev.tavilypipeline.bench.tools.DeploymentTools;

/** The rules as Prometheus reads them, and the cases of rules_test.yml. */
class AlertRulesIT {

    private static final Path PROMETHEUS = Service.projectRoot().resolve("deploy/prometheus");
    private static final Pattern EXPRESSION = Pattern.compile("(?m)^        expr: (?:>-\\n(?:          .*\\n)+|.*\\n)");
    private static final Pattern FAILED = Pattern.compile("alertname: (\\w+), time");

    @TempDir
    Path folder;

    @Test
    void shouldBeAcceptedByPrometheus() throws IOException {
        List<String> check = new ArrayList<>(List.of("check", "rules"));
        check.addAll(rules(PROMETHEUS));

        assertThat(promtool(PROMETHEUS, check).status()).isZero();
        Command.Result config = promtool(PROMETHEUS, List.of("check", "config", "--syntax-only", "prometheus.yml"));
        assertThat(config.status()).as(config.output() + config.errors()).isZero();
    }

    @Test
    void shouldRaiseTheAlertsOfTheCases() throws IOException {
        Command.Result result = promtool(PROMETHEUS, List.of("test", "rules", "rules_test.yml"));

        assertThat(result.status()).as(result.output() + result.errors()).isZero();
    }

    @Test
    void shouldHaveACaseThatRaisesEachAlert() throws IOException {
        assertThat(failedWith("vector(0) > 1")).isEqualTo(names());
    }

    @Test
    void shouldHaveACaseThatDoesNotRaiseEachAlert() throws IOException {
        assertThat(failedWith("vector(1)")).isEqualTo(names());
    }

    /** Alerts whose cases fail if this is the expression of all. */
    private Set<String> failedWith(String expression) throws IOException {
        Files.createDirectories(folder.resolve("rules"));
        for (String file : rules(PROMETHEUS)) {
            String text = Files.readString(PROMETHEUS.resolve(file));
            Files.writeString(folder.resolve(file), file.contains("thresholds") ? text
                    : EXPRESSION.matcher(text).replaceAll(Matcher.quoteReplacement("        expr: " + expression + "\n")));
        }
        Files.copy(PROMETHEUS.resolve("rules_test.yml"), folder.resolve("rules_test.yml"));
        Command.Result result = promtool(folder, List.of("test", "rules", "rules_test.yml"));

        return FAILED.matcher(result.output() + result.errors()).results().map(failed -> failed.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names() {
        return Deployment.alerts().stream().map(alert -> alert.get("alert").toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> rules(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("rules"))) {
            return files.map(file -> "rules/" + file.getFileName()).sorted().toList();
        }
    }

    private static Command.Result promtool(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(DeploymentTools.onPath("promtool")));
        command.addAll(arguments);
        return Command.run(folder, Map.of(), command);
    }
}
