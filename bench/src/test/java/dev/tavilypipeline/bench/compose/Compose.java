package dev.tavilypipeline.bench.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls {@code docker} and {@code docker compose} in a project of its own, beside whatever else runs on the engine. */
final class Compose {

    private static final String PROJECT = "tavily-compose-test";

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    /** @param environment of the compose file; wins over .env */
    Compose(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment.putAll(environment);
    }

    /** The same project with other variables. */
    Compose with(Map<String, String> variables) {
        Compose changed = new Compose(root, environment);
        changed.environment.putAll(variables);
        return changed;
    }

    /** The address by which containers reach this machine. */
    String gateway() {
        return docker("network", "inspect", PROJECT + "_default", "--format", "{{(index .IPAM.Config 0).Gateway}}").strip();
    }

    /** The address by which this machine reaches a container. */
    String address(String service) {
        return docker("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
                containers(service).get(0)).strip();
    }

    /** @return standard output; {@link IllegalStateException} with all output for another exit status than 0 */
    String compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "--project-name", PROJECT));
        command.addAll(List.of(arguments));
        return run(command);
    }

    String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Containers of a service that run. */
    List<String> containers(String service) {
        return Arrays.stream(compose("ps", "--quiet", service).split("\\s+", -1)).filter(id -> !id.isBlank()).toList();
    }

    /** SIGKILL to one replica, which is started again: Docker takes this for a stop by hand, and restarts nothing. */
    void killAndStart(String service) {
        String container = containers(service).get(0);
        docker("kill", "--signal", "KILL", container);
        docker("start", container);
    }

    private String run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
