package dev.tavilypipeline.bench.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.facts.RecordSender;
import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.tools.Command;
import dev.tavilypipeline.bench.tools.DeploymentTools;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import dev.tavilypipeline.localstack.start.Ports;

/** From a topic with envelopes through the packaged bridge and the streams of the stack to the bucket and Snowpipe's queue. */
class StackIT {

    private static final Path TEMPLATE = Service.projectRoot().resolve("deploy/aws/pipeline.yaml");
    private static final int RUNS = 200;
    private static final Map<String, String> KEYS = Map.of("runs", "run_id", "steps", "step_id", "calls", "call_id");

    @TempDir
    static Path folder;

    private static Moto moto;
    private static JsonNode stack;

    @BeforeAll
    static void createStack() throws IOException {
        moto = Moto.start(folder.resolve("moto.log"));
        stack = moto.create(TEMPLATE);
    }

    @AfterAll
    static void stopMoto() {
        if (moto != null) {
            moto.close();
        }
    }

    @Test
    void shouldHaveNothingThatTheLinterRefuses() throws IOException {
        Command.Result result = lint(TEMPLATE);

        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void shouldNotPassTheLinterWithAFault() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"),
                Files.readString(TEMPLATE).replace("CompressionFormat: GZIP", "CompressionFormat: ZSTD"));

        assertThat(lint(broken).output()).contains("'ZSTD' is not one of");
    }

    @Test
    void shouldKeepTheBucketToItself() {
        assertThat(stack.path("status").asText()).isEqualTo("CREATE_COMPLETE");
        assertThat(stack.path("encryption").findValuesAsText("SSEAlgorithm")).containsExactly("AES256");
        assertThat(stack.path("public_access")).hasSize(4).allMatch(JsonNode::asBoolean);
        assertThat(stack.at("/policy/Statement/0/Condition").toString())
                .isEqualTo("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
        assertThat(stack.path("lifecycle").findValuesAsText("Id"))
                .containsExactlyInAnyOrder("errors", "old-versions", "unfinished-uploads");
        assertThat(texts(stack.path("alarms"))).containsOnly("DeliveryToS3.DataFreshness", "ThrottledRecords").hasSize(6);
    }

    @Test
    void shouldGiveRolesNoMoreThanTheyNeed() {
        assertThat(actions("bridge")).containsExactlyInAnyOrder("firehose:PutRecordBatch", "firehose:DescribeDeliveryStream");
        assertThat(actions("analytics")).containsExactlyInAnyOrder("s3:ListBucket", "s3:GetObject");
        assertThat(actions("secrets"))
                .containsExactlyInAnyOrder("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret");
        assertThat(actions("snowflake")).containsExactlyInAnyOrder("s3:ListBucket", "s3:GetBucketLocation", "s3:GetObject",
                "s3:GetObjectVersion");
        assertThat(stack.at("/roles").findValuesAsText("Resource")).doesNotContain("*");
        assertThat(stack.at("/roles/bridge/trust/Statement/0/Condition/StringEquals").toString()).isEqualTo(
                "{\"oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF:sub\":"
                        + "\"system:serviceaccount:tavily-data-pipeline:firehose-bridge\","
                        + "\"oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF:aud\":\"sts.amazonaws.com\"}");
        assertThat(stack.at("/roles/snowflake/trust/Statement/0").toString())
                .contains("\"AWS\":\"arn:aws:iam::999999999999:user/snowflake\"", "\"sts:ExternalId\":\"an-external-id\"");
    }

    @Test
    void shouldDeliverEveryRowOnceAndNotifySnowpipe() throws IOException {
        String bucket = stack.at("/outputs/BucketName").asText();
        List<SyntheticEnvelope> envelopes = IntStream.range(0, RUNS)
                .mapToObj(number -> new SyntheticEnvelope(number, Instant.now())).toList();
        try (EmbeddedKafka kafka = new EmbeddedKafka(folder.resolve("kafka"), Ports.free())) {
            kafka.start();
            try (ServiceProcess bridge = bridge(kafka); RecordSender sender = new RecordSender(kafka.bootstrapServers())) {
                bridge.awaitReady();
                envelopes.forEach(envelope -> sender.send(envelope.toRecord()));
                sender.flush();
                await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1))
                        .until(() -> bridge.metrics().sum("pipeline_bridge_rows_total") >= RUNS * SyntheticEnvelope.ROWS);
            }
        }

        JsonNode read = moto.read(bucket);
        Set<String> notified = texts(read.path("notified")).stream().map(key -> key.replace("%2F", "/"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(keys(read.path("objects"))).containsExactlyInAnyOrderElementsOf(
                envelopes.stream().flatMap(envelope -> envelope.keys().stream()).toList());
        assertThat(names(read.path("objects"))).isNotEmpty()
                .allMatch(key -> key.matches("(runs|steps|calls)/\\d{4}/\\d\\d/\\d\\d/\\d\\d/.+"))
                .isEqualTo(notified);
    }

    private static ServiceProcess bridge(EmbeddedKafka kafka) {
        return ServiceProcess.start(Service.BRIDGE, Ports.free(), Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "PIPELINE_DESTINATION", "firehose",
                "FIREHOSE_STREAM_NAME", stack.at("/outputs/StreamName").asText(),
                "AWS_ENDPOINT_URL", moto.uri().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"), folder.resolve("firehose-bridge.log"));
    }

    private static Command.Result lint(Path template) throws IOException {
        return Command.run(folder, DeploymentTools.python("cfn-lint"), template.toString());
    }

    private static Set<String> actions(String role) {
        return stack.at("/roles/" + role).path("policies").findValues("Action").stream()
                .flatMap(action -> action.isArray() ? texts(action).stream() : Stream.of(action.asText()))
                .collect(Collectors.toSet());
    }

    /** The key of each row, as {@code table:key}. */
    private static List<String> keys(JsonNode objects) {
        return objects.properties().stream().flatMap(object -> {
            String table = object.getKey().substring(0, object.getKey().indexOf('/'));
            return texts(object.getValue()).stream().map(row -> table + ":" + Json.tree(row).path(KEYS.get(table)).asText());
        }).toList();
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
