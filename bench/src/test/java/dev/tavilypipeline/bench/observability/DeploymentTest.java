package dev.tavilypipeline.bench.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Service;

/** Dashboards and alert rules, read from the files; nothing has to run. */
class DeploymentTest {

    private static final Path DEPLOY = Service.projectRoot().resolve("deploy");

    @Test
    void shouldQueryDataSourcesThatAreProvisioned() {
        Set<String> queried = Deployment.targets().stream().map(target -> target.at("/datasource/uid").asText())
                .collect(Collectors.toSet());

        assertThat(provisioned()).containsAll(queried);
    }

    @Test
    void shouldGiveDashboardsAndPanelsIdsOfTheirOwn() {
        Map<String, JsonNode> dashboards = Deployment.dashboards();

        assertThat(dashboards).isNotEmpty();
        assertThat(dashboards.values().stream().map(dashboard -> dashboard.path("uid").asText())).doesNotHaveDuplicates();
        dashboards.forEach((file, dashboard) -> assertThat(
                Deployment.stream(dashboard.path("panels")).map(panel -> panel.path("id").asInt())).as(file)
                .doesNotHaveDuplicates());
    }

    @Test
    void shouldAskForAQueryInEveryPanel() {
        Deployment.targets().forEach(target -> assertThat(target.hasNonNull("expr") ^ target.hasNonNull("url"))
                .as(target.toString()).isTrue());
    }

    @Test
    void shouldUseMetricsThatAreDocumented() throws IOException {
        Set<String> documented = documented();
        Set<String> ours = Deployment.metrics().stream().filter(name -> name.startsWith("pipeline_"))
                .map(name -> name.replaceAll("_(bucket|sum|count)$", "")).collect(Collectors.toCollection(TreeSet::new));

        ours.removeAll(documented);
        assertThat(ours).as("metrics in deploy/ that docs/running.md does not list").isEmpty();
    }

    @Test
    void shouldSayInEveryAlertHowSevereItIsAndWhatIsWrong() {
        List<Map<String, Object>> alerts = Deployment.alerts();

        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(((Map<?, ?>) alert.get("labels")).get("severity")).isIn("critical", "warning");
            assertThat(((Map<?, ?>) alert.get("annotations")).get("summary")).asString().isNotBlank();
        });
    }

    @Test
    void shouldExplainEveryAlertInASectionOfTheRunbook() throws IOException {
        String runbook = Files.readString(Service.projectRoot().resolve("docs/runbook.md"));
        Map<String, String> sections = Stream.of(runbook.split("(?m)^(?=#{2,3} )")).filter(part -> part.startsWith("### "))
                .collect(Collectors.toMap(part -> part.lines().findFirst().orElseThrow().substring(4), part -> part));

        assertThat(sections.keySet()).isEqualTo(Deployment.alerts().stream().map(alert -> alert.get("alert").toString())
                .collect(Collectors.toSet()));
        Deployment.alerts().forEach(alert -> assertThat(((Map<?, ?>) alert.get("annotations")).get("runbook_url"))
                .isEqualTo("docs/runbook.md#" + alert.get("alert").toString().toLowerCase(Locale.ROOT)));
        sections.forEach((alert, section) -> assertThat(section).as(alert)
                .contains("- **Means**: ", "- **Look at**: ", "- **Do**: ", "- **Ends**: ", "- **Seen**: "));
    }

    @Test
    void shouldCompareWithEveryThresholdThatIsRecorded() {
        Set<String> compared = Deployment.alerts().stream()
                .flatMap(alert -> MetricNames.of(alert.get("expr").toString()).stream())
                .filter(name -> name.startsWith("pipeline:")).collect(Collectors.toCollection(TreeSet::new));

        assertThat(compared).isNotEmpty().isEqualTo(Deployment.thresholds());
    }

    @SuppressWarnings("unchecked")
    private static Set<String> provisioned() {
        Map<String, Object> file = Deployment.yaml(DEPLOY.resolve("grafana/provisioning/datasources/datasources.yml"));
        return ((List<Map<String, Object>>) file.get("datasources")).stream().map(source -> source.get("uid").toString())
                .collect(Collectors.toSet());
    }

    private static Set<String> documented() throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher name = Pattern.compile("`(pipeline_\\w+)`")
                .matcher(Files.readString(Service.projectRoot().resolve("docs/running.md")));
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }
}
