package dev.tavilypipeline.agent;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.start.Ports;

/** The packaged service as a process of its own, with the settings that a user would give. */
final class AgentProcess implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final Process process;

    AgentProcess(LocalStack stack, Duration grace) {
        this(stack, Map.of("PIPELINE_AGENT_GRACE", grace.toSeconds() + "s"));
    }

    AgentProcess(LocalStack stack, Map<String, String> settings) {
        ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                "@" + Path.of("src", "main", "jvm.options"), "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        builder.environment().put("PIPELINE_KAFKA_BOOTSTRAP_SERVERS", stack.kafka().bootstrapServers());
        builder.environment().put("PIPELINE_SIMULATOR_URL", stack.simulator().uri().toString());
        builder.environment().put("PIPELINE_AGENT_PORT", Integer.toString(port));
        builder.environment().keySet().removeIf(name -> name.equals("TAVILY_API_KEY"));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true).redirectOutput(Path.of("target", "agent-process-" + port + ".log").toFile());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the service is ready").atMost(Duration.ofMinutes(3)).ignoreExceptions()
                .failFast("the process has ended", () -> !process.isAlive())
                .until(() -> send(request("/q/health/ready").build()).statusCode() == 200);
    }

    UUID submit(String company) {
        HttpResponse<String> response = send(request("/research").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"company\": \"" + company + "\"}")).build());
        try {
            return UUID.fromString(new ObjectMapper().readTree(response.body()).get("run_id").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one request, so that all jobs are queued before the first one has ended. */
    List<UUID> submitAll(List<String> companies) {
        try {
            ObjectMapper json = new ObjectMapper();
            byte[] body = json.writeValueAsBytes(
                    Map.of("jobs", companies.stream().map(company -> Map.of("company", company)).toList()));
            JsonNode answer = json.readTree(send(request("/research/batch").header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build()).body());
            return answer.get("jobs").findValuesAsText("run_id").stream().map(UUID::fromString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
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

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
