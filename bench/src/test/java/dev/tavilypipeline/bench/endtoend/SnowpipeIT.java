package dev.tavilypipeline.bench.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.aws.Moto;
import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.Failure;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/**
 * The way to Snowflake: the four packaged services, Firehose into a bucket, the bucket's notification of each object, the
 * landing tables, and the project's own SELECT of each dynamic table, which /kpis asks.
 */
class SnowpipeIT {

    private static final Path TEMPLATE = Service.projectRoot().resolve("deploy/aws/pipeline.yaml");
    private static final int JOBS = 15;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final SimulatorSettings FAULTY = new SimulatorSettings(Duration.ofMillis(80), Duration.ofMillis(300),
            Map.of(Failure.SERVER_ERROR, 0.2, Failure.MALFORMED, 0.1, Failure.EMPTY, 0.1), 7);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Instant begin = Instant.now();
    private Moto moto;
    private String bucket;
    private SnowflakeAccount account;
    private Installation installation;

    @BeforeEach
    void start() throws IOException {
        moto = Moto.start(folder.resolve("moto.log"));
        JsonNode stack = moto.create(TEMPLATE);
        bucket = stack.at("/outputs/BucketName").asText();
        account = SnowflakeAccount.start(moto.uri(), bucket, "sf-snowpipe", folder.resolve("account.log"));
        Map<String, String> settings = new HashMap<>(account.settings());
        settings.putAll(Map.of("PIPELINE_DESTINATION", "firehose",
                "FIREHOSE_STREAM_NAME", stack.at("/outputs/StreamName").asText(),
                "S3_BUCKET_NAME", bucket,
                "AWS_ENDPOINT_URL", moto.uri().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"));
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")).withSimulator(FAULTY),
                settings, EnumSet.allOf(Service.class));
    }

    @AfterEach
    void stop() {
        for (AutoCloseable each : Arrays.asList(installation, account, moto)) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void shouldCountInSnowflakeWhatFirehoseDelivered() throws IOException {
        List<Job> jobs = Companies.FIFTY.subList(0, JOBS).stream().map(this::submit).toList();

        await().atMost(TIMEOUT).pollInterval(Duration.ofSeconds(1))
                .until(() -> LoadedRows.areComplete(this::get, window(), JOBS));

        ExpectedKpis expected = expected(jobs);
        JsonNode summary = summary("");
        assertThat(summary.at("/meta/source").asText()).isEqualTo("snowflake");
        assertThat(texts(summary.at("/meta/warnings"))).isEmpty();
        expected.assertIn(summary);
        // prices have not changed since
        JsonNode repriced = summary("&cost=repriced");
        assertThat(repriced.at("/meta/price_version").asText()).isEqualTo("2025-08");
        expected.assertIn(repriced);
        assertThat(account.loaded()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(objects());
    }

    private Job submit(String company) {
        byte[] body = Json.write(Map.of("company", company, "max_sources", 5));
        return new Job(JsonClient.anonymous().post(installation.get(Service.AGENT).uri().resolve("/research"),
                new String(body, UTF_8)).json(202).get("run_id").asText(), company, true);
    }

    private ExpectedKpis expected(List<Job> jobs) {
        try (KafkaProbe kafka = new KafkaProbe(installation.bootstrapServers())) {
            return new ExpectedKpis(jobs, List.copyOf(installation.stack().simulator().requests()),
                    kafka.read(Topics.RUN_EVENTS).stream().map(record -> Json.tree(record.value())).toList());
        }
    }

    private Set<String> objects() throws IOException {
        Map<String, Object> objects = new HashMap<>();
        moto.read(bucket).path("objects").properties().forEach(object -> objects.put(object.getKey(), object));
        return objects.keySet();
    }

    private JsonNode summary(String more) {
        return get("/kpis/summary?" + window() + more);
    }

    private JsonNode get(String path) {
        return installation.get(Service.ANALYTICS).json(path);
    }

    private String window() {
        return "&from=" + begin.minusSeconds(60) + "&to=" + begin.plusSeconds(86_400);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
