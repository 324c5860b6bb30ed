package dev.tavilypipeline.bench.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The objects of an overlay. All of them are in one namespace. */
record Manifests(List<JsonNode> objects) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Labels of pods that operators make from other objects. */
    private static final String STRIMZI_CLUSTER = "strimzi.io/cluster";

    static Manifests parse(String yaml) {
        List<JsonNode> objects = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)
                .forEach(object -> objects.add(MAPPER.valueToTree(object)));
        return new Manifests(objects);
    }

    Stream<JsonNode> of(String... kinds) {
        List<String> wanted = List.of(kinds);
        return objects.stream().filter(object -> wanted.contains(object.path("kind").asText()));
    }

    Optional<JsonNode> find(String kind, String name) {
        return of(kind).filter(object -> name(object).equals(name)).findFirst();
    }

    /** What makes pods. */
    Stream<JsonNode> workloads() {
        return of("Deployment", "StatefulSet", "Job");
    }

    /** Workloads whose pods the selector selects. */
    List<JsonNode> selected(JsonNode selector) {
        return workloads().filter(workload -> matches(selector, labels(workload))).toList();
    }

    /** Whether the selector selects pods that Strimzi makes from a Kafka which is here. */
    boolean selectsStrimzi(JsonNode selector) {
        String cluster = selector.path("matchLabels").path(STRIMZI_CLUSTER).asText();
        return !cluster.isEmpty() && find("Kafka", cluster).isPresent();
    }

    static boolean matches(JsonNode selector, Map<String, String> labels) {
        boolean equal = selector.path("matchLabels").properties().stream()
                .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())));
        return equal && stream(selector.path("matchExpressions")).allMatch(expression -> {
            if (!expression.path("operator").asText().equals("In")) {
                throw new IllegalArgumentException("this test knows the operator In only: " + expression);
            }
            return texts(expression.path("values")).contains(labels.get(expression.path("key").asText()));
        });
    }

    static Map<String, String> labels(JsonNode workload) {
        return workload.at("/spec/template/metadata/labels").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, label -> label.getValue().asText()));
    }

    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    static Stream<JsonNode> containers(JsonNode workload) {
        return Stream.concat(stream(pod(workload).path("initContainers")), stream(pod(workload).path("containers")));
    }

    /** Whether a container listens to the port, which is given by its number or name. */
    static boolean listens(JsonNode workload, JsonNode port) {
        return containers(workload).flatMap(container -> stream(container.path("ports")))
                .anyMatch(each -> port.isInt() ? each.path("containerPort").asInt() == port.asInt()
                        : each.path("name").asText().equals(port.asText()));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static String title(JsonNode object) {
        return object.path("kind").asText() + " " + name(object);
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText).toList();
    }
}
