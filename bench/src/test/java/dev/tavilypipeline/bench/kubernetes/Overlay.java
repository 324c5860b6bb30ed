package dev.tavilypipeline.bench.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.tools.Command;
import dev.tavilypipeline.bench.tools.DeploymentTools;

/** A folder below deploy/kubernetes/overlays, or a copy of it, as kubectl renders it. */
record Overlay(Path folder) {

    static final List<String> NAMES = List.of("dev", "prod", "prod-snowflake", "prod-vault");

    private static final Path KUBERNETES = Service.projectRoot().resolve("deploy/kubernetes");
    private static final Path RESOURCES = Service.projectRoot().resolve("bench/src/test/resources/kubernetes");

    /** What kube-score asks for, and these manifests leave out on purpose. */
    private static final List<String> NOT_SCORED = List.of(
            // a pod that starts, or has a burst of work, may use processors that nobody else needs
            "--ignore-container-cpu-limit",
            // tags are versions and are never moved
            "--ignore-test", "container-image-pull-policy",
            // topologySpreadConstraints spread the pods
            "--ignore-test", "deployment-has-host-podantiaffinity",
            // KEDA states them, which kube-score does not know
            "--ignore-test", "deployment-replicas");

    static Overlay of(String name) {
        return new Overlay(KUBERNETES.resolve("overlays").resolve(name));
    }

    /** Replaces a text, which has to be there, in a copy of all manifests. */
    static Overlay broken(Path copy, String overlay, String file, String from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(KUBERNETES)) {
            for (Path each : files.toList()) {
                Path target = copy.resolve(KUBERNETES.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
        String text = Files.readString(copy.resolve(file));
        assertThat(text).as(file).contains(from);
        Files.writeString(copy.resolve(file), text.replace(from, to));
        return new Overlay(copy.resolve("overlays").resolve(overlay));
    }

    String rendered() throws IOException {
        Command.Result result = Command.run(folder, DeploymentTools.python("kubectl"), "kustomize", ".");
        assertThat(result.status()).as(result.errors()).isZero();
        // such as a field that will no longer be supported
        assertThat(result.errors()).isEmpty();
        return result.output();
    }

    Manifests manifests() throws IOException {
        return Manifests.parse(rendered());
    }

    /** Faults that the schemas of Kubernetes and of the operators find. */
    List<String> schemaFaults() throws IOException {
        return schemaFaults(rendered());
    }

    static List<String> schemaFaults(String manifests) throws IOException {
        return withFile(manifests, file -> {
            Command.Result result = Command.run(RESOURCES, DeploymentTools.python("python"), "validate.py", "1.37", "schemas",
                    file.toString());
            assertThat(result.status()).as(result.errors()).isZero();
            return result.output().lines().toList();
        });
    }

    /** What kube-score calls critical or warns of. */
    List<String> scored() throws IOException {
        List<String> command = new ArrayList<>(List.of(DeploymentTools.kubeScore(), "score", "--kubernetes-version", "v1.32",
                "--output-format", "ci"));
        command.addAll(NOT_SCORED);
        return withFile(rendered(), file -> {
            command.add(file.toString());
            List<String> lines = Command.run(RESOURCES, Map.of(), command).output().lines().toList();
            assertThat(lines).as("lines of what is well").anyMatch(line -> line.startsWith("[OK]"));
            return lines.stream().filter(line -> line.startsWith("[CRITICAL]") || line.startsWith("[WARNING]")).toList();
        });
    }

    List<String> brokenReferences() throws IOException {
        Manifests manifests = manifests();
        List<String> problems = new ArrayList<>(References.problems(manifests));
        problems.addAll(Selectors.problems(manifests));
        problems.addAll(Scaling.problems(manifests));
        problems.addAll(Pods.problems(manifests));
        return problems;
    }

    private static List<String> withFile(String manifests, Check check) throws IOException {
        Path file = Files.createTempFile("manifests", ".yaml");
        try {
            return check.run(Files.writeString(file, manifests));
        } finally {
            Files.delete(file);
        }
    }

    private interface Check {
        List<String> run(Path manifests) throws IOException;
    }
}
