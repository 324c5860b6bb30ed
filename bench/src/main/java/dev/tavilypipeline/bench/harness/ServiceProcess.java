package dev.tavilypipeline.bench.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service, running as {@code ./pipeline} runs it. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Service service;
    private final int port;
    private final ChildProcess process;

    private ServiceProcess(Service service, int port, ChildProcess process) {
        this.service = service;
        this.port = port;
        this.process = process;
    }

    /** Starts it; {@link #awaitReady} tells when it can be used. */
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

    public void awaitReady() {
        Instant deadline = Instant.now().plus(TO_START);
        while (!isReady()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(service.module() + " did not become ready; its log is " + process.log());
            }
            pause();
        }
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri().resolve("/q/health/ready")).timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: the process gets no chance to finish anything. */
    public void kill() {
        process.kill();
    }

    /** SIGTERM, and SIGKILL where that does not help in time. */
    @Override
    public void close() {
        process.close();
    }
}
