package dev.tavilypipeline.bench.kubernetes;

import static dev.tavilypipeline.bench.kubernetes.Manifests.containers;
import static dev.tavilypipeline.bench.kubernetes.Manifests.pod;
import static dev.tavilypipeline.bench.kubernetes.Manifests.stream;
import static dev.tavilypipeline.bench.kubernetes.Manifests.texts;
import static dev.tavilypipeline.bench.kubernetes.Manifests.title;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Service;

/** Whether pods may do as little as possible, have the time that they need to stop, and get settings that the services know. */
final class Pods {

    /** What a service needs at most after SIGTERM: its open requests, and its runs or rows in flight. */
    private static final int STOP_SECONDS = 45;

    private static final String OURS = "(.*/)?tavily-data-pipeline/.*";

    private final Manifests manifests;
    private final Set<String> known = documentedSettings();
    private final List<String> problems = new ArrayList<>();

    private Pods(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> problems(Manifests manifests) {
        Pods pods = new Pods(manifests);
        manifests.workloads().forEach(pods::check);
        return pods.problems;
    }

    private void check(JsonNode workload) {
        String title = title(workload);
        JsonNode pod = pod(workload);
        require(!pod.path("enableServiceLinks").asBoolean(true), title, "enableServiceLinks is not false");
        require(!pod.path("automountServiceAccountToken").asBoolean(true), title, "it has a token for the Kubernetes API");
        require(pod.at("/securityContext/runAsNonRoot").asBoolean(), title, "it may run as root");
        require(pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"), title, "no seccomp profile");
        containers(workload).forEach(container -> {
            JsonNode security = container.path("securityContext");
            require(!security.path("allowPrivilegeEscalation").asBoolean(true), title, "privileges may be escalated");
            require(security.path("readOnlyRootFilesystem").asBoolean(), title, "its file system may be written");
            require(texts(security.at("/capabilities/drop")).equals(List.of("ALL")), title, "it has capabilities");
            require(container.at("/resources/limits").has("memory"), title, "no limit of memory");
            if (container.path("image").asText().matches(OURS)) {
                checkOurs(title, pod, container);
            }
        });
    }

    private void checkOurs(String title, JsonNode pod, JsonNode container) {
        stream(container.path("env")).forEach(variable -> checkSetting(title, variable.path("name").asText()));
        stream(container.path("envFrom")).map(from -> from.at("/configMapRef/name").asText())
                .flatMap(name -> References.keys(manifests, "ConfigMap", name).orElse(Set.of()).stream())
                .forEach(name -> checkSetting(title, name));
        int before = container.at("/lifecycle/preStop/sleep/seconds").asInt();
        if (container.has("livenessProbe") && container.has("startupProbe")) {
            require(pod.path("terminationGracePeriodSeconds").asInt(30) >= before + STOP_SECONDS, title,
                    "it is killed before it has stopped");
        }
    }

    private void checkSetting(String title, String name) {
        require(known.contains(name) || name.startsWith("KAFKA_"), title, "no document knows the setting " + name);
    }

    private void require(boolean fulfilled, String title, String problem) {
        if (!fulfilled) {
            problems.add(title + ": " + problem);
        }
    }

    /** A {@code …} stands for the beginning of the name before it. */
    private static Set<String> documentedSettings() {
        try {
            String text = Files.readString(Service.projectRoot().resolve("docs/configuration.md"))
                    + Files.readString(Service.projectRoot().resolve(".env.example"));
            Set<String> names = new TreeSet<>();
            Matcher name = Pattern.compile("\\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\\b").matcher(text);
            while (name.find()) {
                names.add(name.group());
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
