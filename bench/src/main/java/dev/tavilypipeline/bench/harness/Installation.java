package dev.tavilypipeline.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.start.Ports;

/** An installation on free ports: the local stack in this process, each service in a process of its own. */
public final class Installation implements AutoCloseable {

    private final Path folder;
    private final LocalStack stack;
    private final Map<String, String> environment;
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final Map<Service, ServiceProcess> running = new EnumMap<>(Service.class);

    private Installation(Path folder, LocalStack stack, Map<String, String> extra) {
        this.folder = folder;
        this.stack = stack;
        List<Integer> free = Ports.free(Service.values().length);
        for (Service service : Service.values()) {
            ports.put(service, free.get(ports.size()));
        }
        this.environment = new HashMap<>(Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", stack.kafka().bootstrapServers(),
                "MONGODB_URI", stack.mongo().uri(),
                "PIPELINE_SIMULATOR_URL", stack.simulator().uri().toString(),
                "PIPELINE_COLLECTOR_URL", "http://localhost:" + ports.get(Service.COLLECTOR),
                "PIPELINE_AGENT_URL", "http://localhost:" + ports.get(Service.AGENT),
                "PIPELINE_LAKE_DIR", lake().toString(),
                "PIPELINE_DUCKDB_FILE", folder.resolve("warehouse.duckdb").toString(),
                "TAVILY_API_KEY", "",
                "OPENAI_API_KEY", ""));
        environment.putAll(extra);
    }

    /**
     * Returns when the given services are ready.
     *
     * @param folder for data and logs
     * @param extra environment variables for the services
     */
    public static Installation start(Path folder, LocalStackSettings settings, Map<String, String> extra,
            Collection<Service> services) {
        try {
            Files.createDirectories(folder.resolve("lake"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Installation installation = new Installation(folder, LocalStack.start(settings), extra);
        try {
            services.forEach(installation::launch);
            services.forEach(service -> installation.running.get(service).awaitReady());
            return installation;
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    private void launch(Service service) {
        running.put(service, ServiceProcess.start(service, ports.get(service), environment,
                folder.resolve(service.module() + ".log")));
    }

    public LocalStack stack() {
        return stack;
    }

    public String bootstrapServers() {
        return stack.kafka().bootstrapServers();
    }

    public Path lake() {
        return folder.resolve("lake");
    }

    public ServiceProcess get(Service service) {
        return running.get(service);
    }

    /** Starts one more replica of a service, which the caller closes. */
    public ServiceProcess startAnother(Service service, int port) {
        return startAnother(service, port, Map.of());
    }

    /** @param changed environment variables that differ from those of the others */
    public ServiceProcess startAnother(Service service, int port, Map<String, String> changed) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(changed);
        return ServiceProcess.start(service, port, all, folder.resolve(service.module() + "-" + port + ".log"));
    }

    /** Starts a service that has ended, on the same port, and returns when it is ready. */
    public void restart(Service service) {
        launch(service);
        running.get(service).awaitReady();
    }

    @Override
    public void close() {
        List<ServiceProcess> all = new ArrayList<>(running.values());
        all.parallelStream().forEach(ServiceProcess::close);
        stack.close();
    }
}
