package dev.tavilypipeline.bench.harness;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;

/** One packaged service in a process of its own, with the JVM options of {@code ./pipeline}. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private final Service service;
    private final int port;
    private final ChildProcess process;
    private final JsonClient http = JsonClient.anonymous();

    private ServiceProcess(Service service, int port, ChildProcess process) {
        this.service = service;
        this.port = port;
        this.process = process;
    }

    /** Starts the process; {@link #awaitReady} waits until the service can be used. */
    public static ServiceProcess start(Service service, int port, Map<String, String> environment, Path log) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(service.portVariable(), Integer.toString(port));
        return new ServiceProcess(service, port,
                ChildProcess.java(List.of("@" + service.jvmOptions()), List.of("-jar", service.jar().toString()), all, log));
    }

    public URI uri() {
        return URI.create("http://localhost:" + port);
    }

    public ChildProcess process() {
        return process;
    }

    public long pid() {
        return process.pid();
    }

    /** @throws IllegalStateException if the service is not ready within 3 minutes */
    public void awaitReady() {
        Instant deadline = Instant.now().plus(START_TIMEOUT);
        while (!isReady()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(service.module() + " did not become ready; its log is " + process.log());
            }
            pause();
        }
    }

    private boolean isReady() {
        return isAnswered("/q/health/ready");
    }

    /** Whether the service listens already, be it ready or not. */
    public boolean hasMetrics() {
        return isAnswered("/q/metrics");
    }

    private boolean isAnswered(String path) {
        try {
            return http.get(uri().resolve(path)).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The response to a GET, whatever its status. */
    public JsonClient.Answer get(String path) {
        return http.get(uri().resolve(path));
    }

    /** The body of a GET that is answered 200. */
    public JsonNode json(String path) {
        return get(path).json(200);
    }

    public Metrics metrics() {
        return http.metrics(uri());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: the process cannot finish anything. */
    public void kill() {
        process.kill();
    }

    /** SIGTERM, and SIGKILL if the process still runs 45 s later. */
    @Override
    public void close() {
        process.close();
    }
}
