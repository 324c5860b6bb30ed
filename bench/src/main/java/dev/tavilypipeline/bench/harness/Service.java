package dev.tavilypipeline.bench.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** The four services and where their builds are. */
public enum Service {
    AGENT("agent-service", "PIPELINE_AGENT_PORT"),
    COLLECTOR("collector-service", "PIPELINE_COLLECTOR_PORT"),
    BRIDGE("firehose-bridge", "PIPELINE_BRIDGE_PORT"),
    ANALYTICS("analytics-service", "PIPELINE_ANALYTICS_PORT");

    private final String module;
    private final String portVariable;

    Service(String module, String portVariable) {
        this.module = module;
        this.portVariable = portVariable;
    }

    public String module() {
        return module;
    }

    public String portVariable() {
        return portVariable;
    }

    Path jar() {
        Path jar = projectRoot().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not there: run ./mvnw package first.");
        }
        return jar;
    }

    Path jvmOptions() {
        return projectRoot().resolve(module).resolve("src/main/jvm.options");
    }

    /** The project's folder: the working folder or one above it. */
    public static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("event-contract/pom.xml"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("not inside the project: run this from its folder or one below.");
        }
        return folder;
    }
}
