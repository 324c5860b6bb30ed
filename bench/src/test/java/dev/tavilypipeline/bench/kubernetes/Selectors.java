package dev.tavilypipeline.bench.kubernetes;

import static dev.tavilypipeline.bench.kubernetes.Manifests.stream;
import static dev.tavilypipeline.bench.kubernetes.Manifests.title;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tavilypipeline.bench.harness.Service;

/** Whether selectors select pods, and those pods listen to the ports that are named. No schema knows. */
final class Selectors {

    private final Manifests manifests;
    private final List<String> problems = new ArrayList<>();

    private Selectors(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> problems(Manifests manifests) {
        Selectors selectors = new Selectors(manifests);
        manifests.workloads().forEach(selectors::checkWorkload);
        manifests.of("Service").forEach(selectors::checkService);
        manifests.of("Ingress").forEach(selectors::checkIngress);
        manifests.of("PodDisruptionBudget").forEach(budget -> selectors.pods(title(budget), budget.at("/spec/selector")));
        manifests.of("PodMonitor").forEach(selectors::checkMonitor);
        manifests.of("NetworkPolicy").forEach(selectors::checkPolicy);
        return selectors.problems;
    }

    private void checkWorkload(JsonNode workload) {
        JsonNode selector = workload.at("/spec/selector");
        if (!selector.isMissingNode() && manifests.selected(selector).size() != 1) {
            problems.add(title(workload) + ": its selector has to select its own pods, and no others");
        }
        stream(Manifests.pod(workload).path("topologySpreadConstraints")).forEach(constraint -> {
            if (!manifests.selected(constraint.path("labelSelector")).contains(workload)) {
                problems.add(title(workload) + ": a spread constraint counts other pods than its own");
            }
        });
    }

    private void checkService(JsonNode service) {
        JsonNode selector = JsonNodeFactory.instance.objectNode().set("matchLabels", service.at("/spec/selector"));
        List<JsonNode> pods = pods(title(service), selector);
        stream(service.at("/spec/ports")).forEach(port -> ports(title(service), pods, port.path("targetPort")));
    }

    private void checkIngress(JsonNode ingress) {
        ingress.findValues("backend").forEach(backend -> {
            String name = backend.at("/service/name").asText();
            String port = backend.at("/service/port/name").asText();
            boolean there = manifests.find("Service", name).stream().flatMap(service -> stream(service.at("/spec/ports")))
                    .anyMatch(each -> each.path("name").asText().equals(port));
            if (!there) {
                problems.add(title(ingress) + ": there is no service " + name + " with a port " + port);
            }
            if (!name.equals(Service.ANALYTICS.module())) {
                problems.add(title(ingress) + ": " + name + " does not know the sessions of the web UI");
            }
        });
        if (manifests.of("ConfigMap")
                .noneMatch(map -> map.at("/data/PIPELINE_SESSION_SECURE_COOKIE").asText().equals("true"))) {
            problems.add(title(ingress) + ": the cookie of a session would also go over http");
        }
    }

    private void checkMonitor(JsonNode monitor) {
        List<JsonNode> pods = pods(title(monitor), monitor.at("/spec/selector"));
        String label = monitor.at("/spec/jobLabel").asText();
        pods.stream().filter(pod -> !Manifests.labels(pod).containsKey(label))
                .forEach(pod -> problems.add(title(monitor) + ": its pods have no label " + label));
        stream(monitor.at("/spec/podMetricsEndpoints"))
                .forEach(endpoint -> ports(title(monitor), pods, endpoint.path("port")));
    }

    private void checkPolicy(JsonNode policy) {
        String title = title(policy);
        List<JsonNode> pods = pods(title, policy.at("/spec/podSelector"));
        stream(policy.at("/spec/ingress")).forEach(rule -> {
            stream(rule.path("from")).forEach(peer -> peers(title, peer));
            stream(rule.path("ports")).forEach(port -> ports(title, pods, port.path("port")));
        });
        stream(policy.at("/spec/egress")).forEach(rule -> stream(rule.path("to")).forEach(peer -> {
            List<JsonNode> targets = peers(title, peer);
            stream(rule.path("ports")).forEach(port -> ports(title, targets, port.path("port")));
        }));
    }

    /** Pods of this namespace; pods of others, and addresses, are not known here. */
    private List<JsonNode> peers(String title, JsonNode peer) {
        return peer.has("podSelector") && !peer.has("namespaceSelector") ? pods(title, peer.path("podSelector")) : List.of();
    }

    private List<JsonNode> pods(String title, JsonNode selector) {
        List<JsonNode> pods = manifests.selected(selector);
        if (pods.isEmpty() && !manifests.selectsStrimzi(selector)) {
            problems.add(title + ": no pods have the labels " + selector);
        }
        stream(selector.path("matchExpressions")).forEach(expression -> Manifests.texts(expression.path("values")).stream()
                .filter(value -> pods.stream()
                        .noneMatch(pod -> value.equals(Manifests.labels(pod).get(expression.path("key").asText()))))
                .forEach(value -> problems.add(title + ": no pods have the label " + value)));
        return pods;
    }

    private void ports(String title, List<JsonNode> pods, JsonNode port) {
        pods.stream().filter(pod -> !Manifests.listens(pod, port))
                .forEach(pod -> problems.add(title + ": " + title(pod) + " does not listen to port " + port.asText()));
    }
}
