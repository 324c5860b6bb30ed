package dev.tavilypipeline.cli.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The processes of an installation, in the order in which they are shown. */
public enum Component {
    LOCAL_STACK("local-stack", "local-stack", "local-stack.jar", "/health", "KAFKA", "MONGODB", "SIMULATOR"),
    AGENT("agent-service", "quarkus-app", "quarkus-run.jar", "/q/health/ready", "AGENT"),
    COLLECTOR("collector-service", "quarkus-app", "quarkus-run.jar", "/q/health/ready", "COLLECTOR"),
    BRIDGE("firehose-bridge", "quarkus-app", "quarkus-run.jar", "/q/health/ready", "BRIDGE"),
    ANALYTICS("analytics-service", "quarkus-app", "quarkus-run.jar", "/q/health/ready", "ANALYTICS");

    private final String module;
    private final String packaged;
    private final String jar;
    private final String healthPath;
    @SuppressWarnings("ImmutableEnumChecker") // a List.of
    private final List<String> portNames;

    Component(String module, String packaged, String jar, String healthPath, String... portNames) {
        this.module = module;
        this.packaged = packaged;
        this.jar = jar;
        this.healthPath = healthPath;
        this.portNames = List.of(portNames);
    }

    /** The name of the module, which the user knows the process by. */
    public String module() {
        return module;
    }

    public static Optional<Component> named(String module) {
        return Arrays.stream(values()).filter(component -> component.module.equals(module)).findFirst();
    }

    /** The folder that the build makes; {@link #jar} in it runs with what is beside it. */
    Path packaged(Path root) {
        return root.resolve(module).resolve("target").resolve(packaged);
    }

    String jar() {
        return jar;
    }

    Path jvmOptions(Path root) {
        return root.resolve(module).resolve("src/main/jvm.options");
    }

    String healthPath() {
        return healthPath;
    }

    /** Such as AGENT, for the variable {@code PIPELINE_AGENT_PORT}; the last port answers HTTP. */
    List<String> portNames() {
        return portNames;
    }
}
