package dev.tavilypipeline.bench.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.Service;

/** The dashboards and alert rules in deploy/. */
final class Deployment {

    /** Prometheus' own: whether a target answers, and the alerts. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

    private Deployment() {
    }

    /** By file name. */
    static Map<String, JsonNode> dashboards() {
        Map<String, JsonNode> dashboards = new TreeMap<>();
        for (Path file : files("deploy/grafana/dashboards", ".json")) {
            dashboards.put(file.getFileName().toString(), Json.tree(read(file)));
        }
        return dashboards;
    }

    /** Queries of all panels of all dashboards. */
    static List<JsonNode> targets() {
        return dashboards().values().stream()
                .flatMap(dashboard -> stream(dashboard.path("panels")))
                .flatMap(panel -> stream(panel.path("targets"))).toList();
    }

    /** Alert rules, each with {@code alert}, {@code expr}, {@code labels} and {@code annotations}. */
    static List<Map<String, Object>> alerts() {
        return rules().stream().filter(rule -> rule.containsKey("alert")).toList();
    }

    /** The names under which the thresholds of the alerts are recorded. */
    static Set<String> thresholds() {
        return rules().stream().filter(rule -> rule.containsKey("record")).map(rule -> rule.get("record").toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules() {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Path file : files("deploy/prometheus/rules", ".yml")) {
            ((List<Map<String, Object>>) yaml(file).get("groups"))
                    .forEach(group -> rules.addAll((List<Map<String, Object>>) group.get("rules")));
        }
        return rules;
    }

    /** Metrics that dashboards and alerts need the services to expose. */
    static Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        targets().forEach(target -> names.addAll(MetricNames.of(target.path("expr").asText())));
        alerts().forEach(alert -> names.addAll(MetricNames.of(alert.get("expr").toString())));
        names.removeAll(OF_PROMETHEUS);
        names.removeAll(thresholds());
        return names;
    }

    static Map<String, Object> yaml(Path file) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(read(file));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.list(Service.projectRoot().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
