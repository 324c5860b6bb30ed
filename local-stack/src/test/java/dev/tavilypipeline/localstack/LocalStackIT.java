package dev.tavilypipeline.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.start.StartFailedException;

class LocalStackIT {

    @TempDir
    Path dir;

    @Test
    void shouldTellTheTruthAboutItsHealth() throws Exception {
        try (LocalStack stack = LocalStack.start(LocalStackSettings.ephemeral(dir))) {
            assertThat(health(stack).statusCode()).isEqualTo(200);

            stack.kafka().stop();
            stack.mongo().stop();
            assertThat(health(stack).statusCode()).isEqualTo(503);
            assertThat(health(stack).body()).contains("kafka", "mongodb");

            stack.kafka().start();
            stack.mongo().start();
            assertThat(health(stack).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldLeaveNothingRunningWhenAPartCannotStart() throws Exception {
        LocalStackSettings settings = LocalStackSettings.ephemeral(dir);
        try (ServerSocket taken = new ServerSocket(settings.kafkaPort(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalStack.start(settings)).isInstanceOf(StartFailedException.class)
                    .hasMessage(
                            "Port " + taken.getLocalPort() + " for Kafka is in use by another process: stop that process or "
                                    + "choose another port.");
        }

        Ports.requireFree(settings.mongoPort(), "MongoDB");
        Ports.requireFree(settings.simulatorPort(), "the simulator");
    }

    private static HttpResponse<String> health(LocalStack stack) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(stack.simulator().uri().resolve("/health")).build(),
                BodyHandlers.ofString());
    }
}
