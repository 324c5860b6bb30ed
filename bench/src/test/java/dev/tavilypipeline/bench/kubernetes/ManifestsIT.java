package dev.tavilypipeline.bench.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.tools.Command;
import dev.tavilypipeline.contract.Topics;

/** No cluster is needed. Each check is also seen to fail, on copies with one fault. */
class ManifestsIT {

    static final List<String> OVERLAYS = Overlay.NAMES;

    @TempDir
    Path copy;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void shouldBeAcceptedByStrictSchemas(String overlay) throws IOException {
        assertThat(Overlay.of(overlay).schemaFaults()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void shouldScoreWell(String overlay) throws IOException {
        assertThat(Overlay.of(overlay).scored()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void shouldNameOnlyWhatExists(String overlay) throws IOException {
        assertThat(Overlay.of(overlay).brokenReferences()).isEmpty();
    }

    static Stream<Arguments> schemaFaults() {
        return Stream.of(
                Arguments.of("dev", "base/common.yaml", "failureThreshold: 120", "failureTreshold: 120", "failureTreshold"),
                Arguments.of("dev", "base/analytics-service.yaml", "kind: PodDisruptionBudget", "kind: PodDisruptionBudgets",
                        "there is no schema"),
                Arguments.of("dev", "components/kafka/kafka.yaml", "tls: false", "tsl: false", "tsl"),
                Arguments.of("dev", "components/kafka/topics.yaml", "partitions: 12", "partition: 12", "partition"),
                Arguments.of("prod", "components/autoscaling/agent-service.yaml", "minReplicaCount: 2", "minReplicas: 2",
                        "minReplicas"),
                Arguments.of("prod", "components/monitoring/pod-monitors.yaml", "interval: 15s", "interval: often", "often"),
                Arguments.of("prod", "components/monitoring/prometheus-rules.yaml", "for: 5m", "for: long", "long"),
                Arguments.of("prod", "components/alerting/alertmanager-config.yaml", "groupBy:", "group_by:", "group_by"),
                Arguments.of("prod-vault", "components/vault/store.yaml", "version: v2", "version: v3", "v3"),
                Arguments.of("prod", "components/external-secrets/store.yaml", "service: SecretsManager", "service: Vault",
                        "Vault"));
    }

    @ParameterizedTest
    @MethodSource("schemaFaults")
    void shouldFindFaultsBySchemas(String overlay, String file, String from, String to, String expected) throws IOException {
        assertThat(Overlay.broken(copy, overlay, file, from, to).schemaFaults())
                .isNotEmpty().anyMatch(fault -> fault.contains(expected));
    }

    @Test
    void shouldFindWhatScoresBadly() throws IOException {
        assertThat(Overlay.broken(copy, "dev", "base/common.yaml", "httpGet: { path: /q/health/ready, port: http }",
                "httpGet: { path: /q/health/live, port: http }").scored())
                .isNotEmpty().allMatch(line -> line.contains("same readiness and liveness probe"));
    }

    static Stream<Arguments> brokenReferences() {
        return Stream.of(
                Arguments.of("dev", "base/agent-service.yaml", "name: pipeline-providers", "name: pipeline-provider",
                        "no Secret pipeline-provider with TAVILY_API_KEY"),
                Arguments.of("dev", "base/agent-service.yaml", "serviceAccountName: agent-service",
                        "serviceAccountName: agent", "no service account agent"),
                Arguments.of("dev", "base/collector-service.yaml",
                        "selector: { app.kubernetes.io/name: collector-service }", "selector: { app: collector-service }",
                        "Service collector-service: no pods"),
                Arguments.of("dev", "base/network-policies.yaml", "port: 8082", "port: 8083",
                        "collector-service does not listen to port 8083"),
                Arguments.of("dev", "components/mongodb/mongodb.yaml", "name: config, mountPath", "name: configs, mountPath",
                        "no volume configs"),
                Arguments.of("dev", "components/emulators/kustomization.yaml", "S3_BUCKET_NAME=", "S3_BUCKET=",
                        "no document knows the setting S3_BUCKET"),
                Arguments.of("dev", "base/common.yaml", "enableServiceLinks: false", "enableServiceLinks: true",
                        "enableServiceLinks"),
                Arguments.of("dev", "base/common.yaml", "terminationGracePeriodSeconds: 60",
                        "terminationGracePeriodSeconds: 45", "killed before it has stopped"),
                Arguments.of("prod", "components/ingress/ingress.yaml", "name: analytics-service", "name: analytics",
                        "no service analytics with a port http"),
                Arguments.of("prod", "components/ingress/ingress.yaml", "name: analytics-service", "name: agent-service",
                        "agent-service does not know the sessions"),
                Arguments.of("prod", "overlays/prod/settings/settings.env", "SECURE_COOKIE=true", "SECURE_COOKIE=false",
                        "the cookie of a session would also go over http"),
                Arguments.of("prod", "components/monitoring/pod-monitors.yaml", "key: prometheus", "key: promotheus",
                        "no Secret pipeline-api-keys with promotheus"),
                Arguments.of("prod", "components/monitoring/network-policy.yaml", "agent-service, coll", "agent, coll",
                        "NetworkPolicy prometheus: no pods have the label agent"),
                Arguments.of("prod", "components/autoscaling/analytics-service.yaml",
                        "kind: Deployment, name: analytics-service", "kind: Deployment, name: agent-service",
                        "has the same target"),
                Arguments.of("prod", "components/autoscaling/firehose-bridge.yaml", "topic: run.envelopes",
                        "topic: run.envelope", "reads other topics"),
                Arguments.of("prod", "components/autoscaling/firehose-bridge.yaml", "maxReplicaCount: 12",
                        "maxReplicaCount: 24", "not as many replicas as partitions"),
                Arguments.of("prod", "components/autoscaling/agent-service.yaml", "consumerGroup: agent-service",
                        "consumerGroup: agents", "another group"),
                Arguments.of("prod", "components/autoscaling/kustomization.yaml",
                        "fieldPath: data.PIPELINE_KAFKA_BOOTSTRAP_SERVERS", "fieldPath: data.AWS_REGION", "another Kafka"),
                Arguments.of("prod", "components/kafka-sasl/trigger-authentication.yaml", "name: pipeline-kafka\nspec",
                        "name: kafka\nspec", "no authentication pipeline-kafka"),
                Arguments.of("prod", "components/external-secrets/secrets.yaml", "secretKey: MONGODB_URI",
                        "secretKey: MONGO_URI", "no Secret pipeline-mongodb with MONGODB_URI"),
                Arguments.of("prod-snowflake", "components/snowflake/analytics-service.yaml", "key: snowflake_key.p8",
                        "key: snowflake.p8", "no Secret pipeline-snowflake with snowflake.p8"),
                Arguments.of("prod", "components/alerting/alertmanager-config.yaml", "key: url", "key: address",
                        "no Secret pipeline-alerts with address"),
                Arguments.of("prod", "components/alerting/alertmanager-config.yaml", "receiver: webhook", "receiver: mail",
                        "no receiver mail"),
                Arguments.of("prod-vault", "components/vault/store.yaml", "name: secrets-reader", "name: reader",
                        "no service account reader"),
                Arguments.of("prod", "components/external-secrets/secrets.yaml", "secretStoreRef: { name: pipeline }",
                        "secretStoreRef: { name: store }", "no store store"));
    }

    @ParameterizedTest
    @MethodSource("brokenReferences")
    void shouldFindBrokenReferences(String overlay, String file, String from, String to, String expected) throws IOException {
        assertThat(Overlay.broken(copy, overlay, file, from, to).brokenReferences())
                .isNotEmpty().anyMatch(problem -> problem.contains(expected));
    }

    @Test
    void shouldMakeTheTopicsOfTheContract() throws IOException {
        List<JsonNode> topics = Overlay.of("dev").manifests().of("KafkaTopic").toList();

        assertThat(topics.stream().collect(Collectors.toMap(Manifests::name, topic -> settings(topic.at("/spec/config")))))
                .isEqualTo(Topics.ALL.stream().collect(Collectors.toMap(Topics.Topic::name, Topics.Topic::config)));
        assertThat(topics).allMatch(topic -> topic.at("/spec/partitions").asInt() == Topics.PARTITIONS);
    }

    @Test
    void shouldHaveTheAlertRulesOfDockerCompose() throws IOException {
        Path deploy = Service.projectRoot().resolve("deploy");
        Command.Result made = Command.run(deploy, "prometheus/prometheus-rules.sh");

        assertThat(made.status()).as(made.errors()).isZero();
        assertThat(deploy.resolve("kubernetes/components/monitoring/prometheus-rules.yaml"))
                .as("run deploy/prometheus/prometheus-rules.sh, as it says").hasContent(made.output());
        assertThat(Overlay.of("prod").manifests().of("PrometheusRule").flatMap(rule -> rule.findParents("alert").stream()))
                .isNotEmpty().allMatch(alert -> alert.at("/labels/namespace").asText().equals("tavily-data-pipeline"));
    }

    @Test
    void shouldUseTheRolesOfTheStack() throws IOException {
        String stack = Files.readString(Service.projectRoot().resolve("deploy/aws/pipeline.yaml"));
        List<String> accounts = Overlay.of("prod").manifests().of("ServiceAccount")
                .filter(account -> account.at("/metadata/annotations").has("eks.amazonaws.com/role-arn"))
                .map(Manifests::name).toList();

        assertThat(accounts).containsExactlyInAnyOrder("firehose-bridge", "analytics-service", "secrets-reader")
                .allSatisfy(account -> assertThat(stack).contains("system:serviceaccount:${KubernetesNamespace}:" + account));
    }

    @ParameterizedTest
    @ValueSource(strings = { "prod", "prod-snowflake", "prod-vault" })
    void shouldHaveNoKeysOfAwsAndNoSecretInProduction(String overlay) throws IOException {
        Overlay production = Overlay.of(overlay);

        assertThat(production.rendered()).doesNotContain("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
        assertThat(production.manifests().of("Secret")).isEmpty();
    }

    @Test
    void shouldMakeTheSameStreamsAsDockerCompose() throws IOException {
        Path deploy = Service.projectRoot().resolve("deploy");

        assertThat(deploy.resolve("kubernetes/components/emulators/streams.sh"))
                .hasSameTextualContentAs(deploy.resolve("docker/streams.sh"));
    }

    private static Map<String, String> settings(JsonNode config) {
        return config.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, setting -> setting.getValue().asText()));
    }
}
