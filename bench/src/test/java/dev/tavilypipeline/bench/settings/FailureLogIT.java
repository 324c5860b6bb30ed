package dev.tavilypipeline.bench.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.localstack.start.Ports;

/** What a packaged service logs while everything that it needs is away. */
class FailureLogIT {

    private static final String PASSWORD = "S3cret-of-ops";
    private static final int REQUESTS = 300;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @ParameterizedTest
    @EnumSource(Service.class)
    void shouldLogNoPassword(Service service) throws IOException {
        Path log = folder.resolve("log");
        Map<String, String> environment = environment();
        environment.put("PIPELINE_LOG_LEVEL", "DEBUG");

        try (ServiceProcess process = ServiceProcess.start(service, Ports.free(), environment, log)) {
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                    .until(() -> process.get("/q/health/live").status() > 0);
            Stream.of("/runs", "/research/" + UUID.randomUUID(), "/kpis/completeness?range=1d", "/q/health/ready")
                    .forEach(path -> assertThat(process.get(path).text()).as(path).doesNotContain(PASSWORD));
        }

        assertThat(Files.readString(log)).doesNotContain(PASSWORD);
    }

    @Test
    void shouldLogAFailureOfManyRequestsOnce() throws IOException {
        for (Service service : List.of(Service.AGENT, Service.COLLECTOR)) {
            Path log = folder.resolve(service.module());
            String path = service == Service.AGENT ? "/research/" : "/runs/";
            try (ServiceProcess process = ServiceProcess.start(service, Ports.free(), environment(), log)) {
                await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                        .until(() -> process.get("/q/health/live").status() > 0);
                ExecutorService clients = Executors.newFixedThreadPool(REQUESTS / 3);
                IntStream.range(0, REQUESTS).mapToObj(number -> CompletableFuture.runAsync(
                        () -> assertThat(process.get(path + UUID.randomUUID()).status()).isEqualTo(503), clients))
                        .toList().forEach(CompletableFuture::join);
                clients.shutdown();
            }

            List<String> failures = Files.readAllLines(log).stream()
                    .filter(line -> line.matches("[0-9T:.+Z-]* (WARN|ERROR) .*"))
                    .map(line -> line.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]+", "#")).toList();
            assertThat(failures).doesNotHaveDuplicates();
        }
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                "KAFKA_SASL_MECHANISM", "PLAIN",
                "KAFKA_SASL_JAAS_CONFIG", "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"ops\" password=\"" + PASSWORD + "\";",
                "MONGODB_URI", "mongodb://ops:" + PASSWORD + "@127.0.0.1:1/?authSource=admin",
                "PIPELINE_COLLECTOR_URL", "http://ops:" + PASSWORD + "@127.0.0.1:1",
                "PIPELINE_SIMULATOR_URL", "http://ops:" + PASSWORD + "@127.0.0.1:1",
                "PIPELINE_LAKE_DIR", folder.resolve("lake").toString(),
                "PIPELINE_DUCKDB_FILE", folder.resolve("warehouse.duckdb").toString(),
                "PIPELINE_API_KEYS", ""));
    }
}
