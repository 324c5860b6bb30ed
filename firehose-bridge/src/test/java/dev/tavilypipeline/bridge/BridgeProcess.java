package dev.tavilypipeline.bridge;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.tavilypipeline.localstack.start.Ports;

/** The packaged service as a process of its own, with the settings that a user would give. */
final class BridgeProcess implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final Process process;

    /** Returns when it is live; it may have reasons not to be ready. */
    BridgeProcess(Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                "@" + Path.of("src", "main", "jvm.options"), "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        builder.environment().put("PIPELINE_BRIDGE_PORT", Integer.toString(port));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(Path.of("target", "bridge-process-" + port + ".log").toFile());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the service is live").atMost(Duration.ofSeconds(60)).ignoreExceptions()
                .until(() -> get("/q/health/live").statusCode() == 200);
    }

    double metric(String name) {
        return get("/q/metrics").body().lines().filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1))).findFirst().orElse(0);
    }

    /** The whole answer, whether ready or not. */
    String readiness() {
        return get("/q/health/ready").body();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As Linux reports it; 0 on other systems. */
    long residentMib() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Sends SIGTERM and waits for the end. */
    boolean stopsWithin(Duration time) {
        process.destroy();
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
