package dev.tavilypipeline.bench.kubernetes;

import static dev.tavilypipeline.bench.kubernetes.Manifests.stream;
import static dev.tavilypipeline.bench.kubernetes.Manifests.title;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.contract.Topics;

/** Whether what scales has one target that exists, and asks Kafka for the groups and topics that the services read. */
final class Scaling {

    private final Manifests manifests;
    private final List<String> problems = new ArrayList<>();

    private Scaling(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> problems(Manifests manifests) {
        Scaling scaling = new Scaling(manifests);
        scaling.checkTargets();
        manifests.of("ScaledObject").forEach(scaling::checkTriggers);
        return scaling.problems;
    }

    private void checkTargets() {
        Map<String, String> scaled = new HashMap<>();
        manifests.of("ScaledObject", "HorizontalPodAutoscaler").forEach(scaler -> {
            String target = scaler.at("/spec/scaleTargetRef/name").asText();
            String other = scaled.put(target, title(scaler));
            if (other != null) {
                problems.add(title(scaler) + ": " + other + " has the same target");
            }
            manifests.find("Deployment", target).ifPresentOrElse(deployment -> {
                if (deployment.path("spec").has("replicas")) {
                    problems.add(title(scaler) + ": each 'apply' would set the replicas that " + target + " states");
                }
            }, () -> problems.add(title(scaler) + ": there is no target " + target));
        });
    }

    private void checkTriggers(JsonNode scaler) {
        if (scaler.at("/spec/maxReplicaCount").asInt() != Topics.PARTITIONS) {
            problems.add(title(scaler) + ": not as many replicas as partitions");
        }
        Set<String> topics = new TreeSet<>();
        String name = scaler.at("/spec/scaleTargetRef/name").asText();
        stream(scaler.at("/spec/triggers")).forEach(trigger -> {
            topics.add(trigger.at("/metadata/topic").asText());
            checkTrigger(title(scaler), name, trigger);
        });
        if (!topics.equals(incoming(name, "topics?"))) {
            problems.add(title(scaler) + ": the service reads other topics than " + topics);
        }
    }

    private void checkTrigger(String title, String service, JsonNode trigger) {
        if (!incoming(service, "group\\.id").contains(trigger.at("/metadata/consumerGroup").asText())) {
            problems.add(title + ": the service has another group than " + trigger.at("/metadata/consumerGroup").asText());
        }
        JsonNode settings = manifests.of("ConfigMap").filter(map -> Manifests.name(map).startsWith("pipeline-settings"))
                .findFirst().orElseThrow().path("data");
        if (!settings.path("PIPELINE_KAFKA_BOOTSTRAP_SERVERS").equals(trigger.at("/metadata/bootstrapServers"))) {
            problems.add(title + ": the services ask another Kafka than " + trigger.at("/metadata/bootstrapServers").asText());
        }
        String authentication = trigger.at("/authenticationRef/name").asText();
        if (settings.has("KAFKA_SECURITY_PROTOCOL")
                && manifests.find("TriggerAuthentication", authentication).isEmpty()) {
            problems.add(title + ": Kafka asks who one is, and there is no authentication " + authentication);
        }
    }

    /** Values of the settings of incoming channels whose name ends so; a value may be a list. */
    private static Set<String> incoming(String service, String ending) {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(
                Service.projectRoot().resolve(service).resolve("src/main/resources/application.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> values = new TreeSet<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\.incoming\\.[\\w-]+\\." + ending))
                .forEach(name -> values.addAll(List.of(properties.getProperty(name).split(","))));
        return values;
    }
}
