package dev.tavilypipeline.bench.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.localstack.start.Ports;

/** A packaged service with a setting that cannot work does not start, and names the setting in a sentence. */
class RefusedSettingsIT {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @ParameterizedTest
    @CsvSource({
            "COLLECTOR, PIPELINE_RETENTION, 1s",
            "COLLECTOR, PIPELINE_REPLAY_RATE, 0",
            "COLLECTOR, PIPELINE_ABANDON_AFTER, -1s",
            "COLLECTOR, PIPELINE_MONGODB_DATABASE, a b",
            "COLLECTOR, PIPELINE_KAFKA_BOOTSTRAP_SERVERS, localhost",
            "COLLECTOR, PIPELINE_ALLOW_ANONYMOUS, maybe",
            "COLLECTOR, PIPELINE_API_KEYS, ops:short",
            "COLLECTOR, PIPELINE_DESTINATION, NONE",
            "COLLECTOR, PIPELINE_COLLECTOR_PORT, 65536",
            "COLLECTOR, PIPELINE_STALL_AFTER, soon",
            "COLLECTOR, PIPELINE_LOG_LEVEL, LOUD",
            "COLLECTOR, MONGODB_URI, localhost",
            "ANALYTICS, PIPELINE_DESTINATION, nowhere",
            "ANALYTICS, PIPELINE_WAREHOUSE, oracle",
            "ANALYTICS, PIPELINE_WAREHOUSE_FALLBACK, duckdb",
            "ANALYTICS, SNOWFLAKE_ACCOUNT, https://org-account.snowflakecomputing.com",
            "ANALYTICS, SNOWFLAKE_AUTHENTICATOR, browser",
            "ANALYTICS, PIPELINE_SNOWFLAKE_TIMEOUT, 6m",
            "ANALYTICS, PIPELINE_MONGODB_MAX_RUNS, 0",
            "BRIDGE, PIPELINE_DESTINATION, nowhere",
            "BRIDGE, PIPELINE_BRIDGE_DRAIN_TIMEOUT, -1s",
            "BRIDGE, PIPELINE_BRIDGE_BATCH_MIB, 0",
            "BRIDGE, FIREHOSE_STREAM_NAME, a b",
            "BRIDGE, S3_BUCKET_NAME, Bad_Bucket",
            "BRIDGE, AWS_REGION, somewhere else",
            "BRIDGE, AWS_ENDPOINT_URL, localhost:4566",
            "AGENT, PIPELINE_AGENT_CONCURRENCY, 0",
            "AGENT, PIPELINE_AGENT_GRACE, -1s",
            "AGENT, PIPELINE_COLLECTOR_URL, localhost",
            "AGENT, OTEL_EXPORTER_OTLP_ENDPOINT, http://localhost:4317",
            "AGENT, PIPELINE_PROVIDER_PROXY, socks://localhost:1080",
            "AGENT, PIPELINE_PROVIDER_CA_FILE, /none.pem",
            "BRIDGE, OTEL_TRACES_SAMPLER_ARG, 2",
            "AGENT, PIPELINE_COLLECTOR_PUBLIC_URL, localhost",
            "ANALYTICS, PIPELINE_AGENT_URL, localhost",
            "ANALYTICS, PIPELINE_SESSION_LIFETIME, 1s",
            "ANALYTICS, PIPELINE_SESSION_SECURE_COOKIE, yes",
            "ANALYTICS, PIPELINE_DELIVERY_ALLOWANCE, 0s" })
    void shouldNameTheRefusedSetting(Service service, String variable, String value) throws IOException {
        Map<String, String> environment = new HashMap<>(destination(variable));
        environment.put("PIPELINE_LAKE_DIR", folder.resolve("lake").toString());
        environment.put("PIPELINE_DUCKDB_FILE", folder.resolve("warehouse.duckdb").toString());
        environment.put(variable, value);
        Path log = folder.resolve("log");
        int port = variable.equals(service.portVariable()) ? Integer.parseInt(value) : Ports.free();

        try (ServiceProcess process = ServiceProcess.start(service, port, environment, log)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !process.process().isAlive());
        }

        String output = Files.readString(log);
        assertThat(output).doesNotContain("\tat ").doesNotContain("started in");
        assertThat(output.lines()).last().asString().startsWith(variable + "=").contains(" cannot work: ");
    }

    /** Nobody writes to /proc, not even who may write everywhere. */
    @ParameterizedTest
    @EnumSource(Service.class)
    void shouldNameATemporaryFolderThatCannotBeWritten(Service service) throws IOException {
        Path log = folder.resolve("log");
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=/proc",
                "PIPELINE_LAKE_DIR", folder.resolve("lake").toString(),
                "PIPELINE_DUCKDB_FILE", folder.resolve("warehouse.duckdb").toString());

        try (ServiceProcess process = ServiceProcess.start(service, Ports.free(), environment, log)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !process.process().isAlive());
        }

        String output = Files.readString(log);
        assertThat(output).doesNotContain("\tat ").doesNotContain("started in");
        assertThat(output.lines()).last().asString()
                .startsWith("java.io.tmpdir=/proc cannot work: no file can be written there");
    }

    /** A destination's settings are checked only when it is used. */
    private static Map<String, String> destination(String variable) {
        if (variable.startsWith("S3_")) {
            return Map.of("PIPELINE_DESTINATION", "s3", "AWS_REGION", "us-east-1");
        }
        return variable.startsWith("FIREHOSE_") || variable.startsWith("AWS_")
                ? Map.of("PIPELINE_DESTINATION", "firehose", "FIREHOSE_STREAM_NAME", "test", "AWS_REGION", "us-east-1")
                : Map.of();
    }
}
