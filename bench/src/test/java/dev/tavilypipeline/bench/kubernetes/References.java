package dev.tavilypipeline.bench.kubernetes;

import static dev.tavilypipeline.bench.kubernetes.Manifests.containers;
import static dev.tavilypipeline.bench.kubernetes.Manifests.name;
import static dev.tavilypipeline.bench.kubernetes.Manifests.pod;
import static dev.tavilypipeline.bench.kubernetes.Manifests.stream;
import static dev.tavilypipeline.bench.kubernetes.Manifests.title;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether the ConfigMaps, Secrets, their keys, service accounts and volumes that pods name are there. */
final class References {

    private final Manifests manifests;
    private final List<String> problems = new ArrayList<>();

    private References(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> problems(Manifests manifests) {
        References references = new References(manifests);
        manifests.workloads().forEach(references::checkPod);
        references.checkOperators();
        return references.problems;
    }

    /** Keys of a ConfigMap or Secret; of a Secret also if an operator makes it. */
    static Optional<Set<String>> keys(Manifests manifests, String kind, String name) {
        Optional<JsonNode> object = manifests.find(kind, name);
        if (object.isPresent()) {
            return object.map(found -> fields(found.path("data")));
        }
        return manifests.of("ExternalSecret").filter(secret -> kind.equals("Secret")
                && secret.at("/spec/target/name").asText().equals(name)).findFirst().map(References::keysOfExternal);
    }

    private static Set<String> keysOfExternal(JsonNode secret) {
        JsonNode template = secret.at("/spec/target/template/data");
        return template.isMissingNode()
                ? stream(secret.at("/spec/data")).map(each -> each.path("secretKey").asText()).collect(Collectors.toSet())
                : fields(template);
    }

    private void checkPod(JsonNode workload) {
        String title = title(workload);
        String account = pod(workload).path("serviceAccountName").asText();
        require(manifests.find("ServiceAccount", account).isPresent(), title, "service account " + account);
        Set<String> volumes = new HashSet<>();
        stream(pod(workload).path("volumes")).forEach(volume -> {
            volumes.add(volume.path("name").asText());
            checkWhole(title, "ConfigMap", volume.path("configMap").path("name"));
            JsonNode secret = volume.path("secret");
            checkWhole(title, "Secret", secret.path("secretName"));
            stream(secret.path("items")).forEach(item -> checkKey(title, "Secret", secret.path("secretName").asText(), item));
        });
        stream(workload.at("/spec/volumeClaimTemplates")).forEach(claim -> volumes.add(name(claim)));
        containers(workload).forEach(container -> {
            stream(container.path("volumeMounts")).map(mount -> mount.path("name").asText())
                    .forEach(volume -> require(volumes.contains(volume), title, "volume " + volume));
            stream(container.path("envFrom")).forEach(from -> {
                checkWhole(title, "ConfigMap", from.path("configMapRef").path("name"));
                checkWhole(title, "Secret", from.path("secretRef").path("name"));
            });
            stream(container.path("env")).forEach(variable -> {
                checkKey(title, "ConfigMap", variable.at("/valueFrom/configMapKeyRef"));
                checkKey(title, "Secret", variable.at("/valueFrom/secretKeyRef"));
            });
        });
    }

    private void checkOperators() {
        manifests.of("PodMonitor").forEach(monitor -> stream(monitor.at("/spec/podMetricsEndpoints"))
                .forEach(endpoint -> checkKey(title(monitor), "Secret", endpoint.at("/authorization/credentials"))));
        manifests.of("TriggerAuthentication").forEach(authentication -> stream(authentication.at("/spec/secretTargetRef"))
                .forEach(reference -> checkKey(title(authentication), "Secret", reference)));
        manifests.of("ExternalSecret").forEach(secret -> require(
                manifests.find("SecretStore", secret.at("/spec/secretStoreRef/name").asText()).isPresent(), title(secret),
                "store " + secret.at("/spec/secretStoreRef/name").asText()));
        manifests.of("AlertmanagerConfig").forEach(this::checkAlerting);
        manifests.of("SecretStore").forEach(store -> {
            String account = store.findPath("serviceAccountRef").path("name").asText();
            require(manifests.find("ServiceAccount", account).isPresent(), title(store), "service account " + account);
        });
    }

    private void checkAlerting(JsonNode config) {
        String receiver = config.at("/spec/route/receiver").asText();
        require(stream(config.at("/spec/receivers")).anyMatch(each -> each.path("name").asText().equals(receiver)),
                title(config), "receiver " + receiver);
        Stream.of("urlSecret", "apiURL").flatMap(field -> config.findValues(field).stream())
                .forEach(secret -> checkKey(title(config), "Secret", secret));
    }

    private void checkWhole(String title, String kind, JsonNode name) {
        if (!name.isMissingNode()) {
            require(keys(manifests, kind, name.asText()).isPresent(), title, kind + " " + name.asText());
        }
    }

    private void checkKey(String title, String kind, JsonNode reference) {
        if (!reference.isMissingNode()) {
            checkKey(title, kind, reference.path("name").asText(), reference);
        }
    }

    private void checkKey(String title, String kind, String name, JsonNode item) {
        String key = item.path("key").asText();
        require(keys(manifests, kind, name).map(keys -> keys.contains(key)).orElse(false), title,
                kind + " " + name + " with " + key);
    }

    private void require(boolean there, String title, String what) {
        if (!there) {
            problems.add(title + ": there is no " + what);
        }
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
