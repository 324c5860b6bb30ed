package dev.tavilypipeline.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bridge.deliver.aws.RecordingServer;
import dev.tavilypipeline.bridge.deliver.aws.RecordingServer.Answer;
import dev.tavilypipeline.bridge.deliver.aws.RecordingServer.Request;
import dev.tavilypipeline.bridge.deliver.aws.SigV4;
import dev.tavilypipeline.localstack.start.Ports;

/** The packaged bridge with the credentials of a pod, of an assumed role and of a single sign-on. */
class CredentialsIT {

    private static final String ROLE = "arn:aws:iam::123456789012:role/bridge";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path home;

    /** STS, SSO and Firehose. */
    private final RecordingServer aws = new RecordingServer(CredentialsIT::answer);

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void shouldUseTheWebIdentityOfAPod() throws IOException {
        Path token = Files.writeString(home.resolve("token"), "the-token-of-the-pod");

        try (BridgeProcess bridge = new BridgeProcess(environment(Map.of("AWS_ROLE_ARN", ROLE,
                "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString())))) {
            awaitDestinationReady(bridge);
        }
        assertThat(sent("AssumeRoleWithWebIdentity").text()).contains("WebIdentityToken=the-token-of-the-pod",
                "RoleArn=" + URLEncoder.encode(ROLE, StandardCharsets.UTF_8));
        assertSignedByTemporaryCredentials();
    }

    @Test
    void shouldAssumeTheRoleOfAProfile() throws IOException {
        writeConfig("""
                [profile base]
                aws_access_key_id = base
                aws_secret_access_key = base-secret
                [default]
                role_arn = %s
                source_profile = base
                """.formatted(ROLE));

        try (BridgeProcess bridge = new BridgeProcess(environment(Map.of()))) {
            awaitDestinationReady(bridge);
        }
        Request assumed = sent("AssumeRole&");
        assertThat(SigV4.sent(assumed)).isEqualTo(SigV4.expected(assumed, "base-secret"));
        assertSignedByTemporaryCredentials();
    }

    @Test
    void shouldUseTheCachedTokenOfASingleSignOn() throws IOException, NoSuchAlgorithmException {
        writeConfig("""
                [default]
                sso_session = company
                sso_account_id = 123456789012
                sso_role_name = bridge
                [sso-session company]
                sso_region = us-east-1
                sso_start_url = https://company.awsapps.com/start
                """);
        String file = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1")
                .digest("company".getBytes(StandardCharsets.UTF_8))) + ".json";
        Files.writeString(Files.createDirectories(home.resolve(".aws/sso/cache")).resolve(file),
                "{\"accessToken\":\"the-token-of-the-sign-on\",\"expiresAt\":\"2099-01-01T00:00:00Z\",\"region\":\"us-east-1\","
                        + "\"startUrl\":\"https://company.awsapps.com/start\"}");

        try (BridgeProcess bridge = new BridgeProcess(environment(Map.of()))) {
            awaitDestinationReady(bridge);
        }
        assertThat(aws.requests()).filteredOn(request -> request.uri().getPath().equals("/federation/credentials")).isNotEmpty()
                .allSatisfy(
                        request -> assertThat(request.header("x-amz-sso_bearer_token")).isEqualTo("the-token-of-the-sign-on"));
        assertSignedByTemporaryCredentials();
    }

    @Test
    void shouldGiveTheReasonOfTheTokenService() throws IOException {
        Path token = Files.writeString(home.resolve("token"), "the-token-of-another-cluster");
        aws.answer(request -> Answer.xml(403, "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Not "
                + "authorized to perform sts:AssumeRoleWithWebIdentity</Message></Error></ErrorResponse>"));

        try (BridgeProcess bridge = new BridgeProcess(environment(Map.of("AWS_ROLE_ARN", ROLE,
                "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString())))) {
            await().atMost(SOON).untilAsserted(() -> assertThat(bridge.readiness())
                    .contains("there are no usable AWS credentials: Not authorized to perform sts:AssumeRoleWithWebIdentity")
                    .doesNotContain("set AWS_ACCESS_KEY_ID"));
        }
    }

    private static void awaitDestinationReady(BridgeProcess bridge) {
        await().atMost(SOON).untilAsserted(() -> assertThat(bridge.readiness().replaceAll("\\s", ""))
                .contains("{\"name\":\"destination\",\"status\":\"UP\""));
    }

    private Request sent(String action) {
        return aws.requests().stream().filter(request -> request.text().contains("Action=" + action)).findFirst().orElseThrow();
    }

    private void assertSignedByTemporaryCredentials() {
        assertThat(aws.requests()).filteredOn(request -> !request.header("x-amz-target").isEmpty()).isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.header("x-amz-security-token")).isEqualTo("temporary-token");
                    assertThat(SigV4.sent(request)).isEqualTo(SigV4.expected(request, "temporary-secret"));
                });
    }

    private void writeConfig(String config) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve(".aws")).resolve("config"), config);
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("HOME", home.toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ENDPOINT_URL", aws.uri().toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("PIPELINE_DESTINATION", "firehose");
        environment.put("FIREHOSE_STREAM_NAME", "kpi");
        // credentials need no Kafka
        environment.put("PIPELINE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + Ports.free());
        return environment;
    }

    private static Answer answer(Request request) {
        if (!request.header("x-amz-target").isEmpty()) {
            return Answer.json(200,
                    "{\"DeliveryStreamDescription\":{\"DeliveryStreamStatus\":\"ACTIVE\",\"DeliveryStreamType\":"
                            + "\"DirectPut\",\"Destinations\":[],\"HasMoreDestinations\":false}}");
        }
        if (request.uri().getPath().equals("/federation/credentials")) {
            return Answer.json(200,
                    "{\"roleCredentials\":{\"accessKeyId\":\"temporary\",\"secretAccessKey\":\"temporary-secret\","
                            + "\"sessionToken\":\"temporary-token\",\"expiration\":4070908800000}}");
        }
        String action = request.text().contains("Action=AssumeRoleWithWebIdentity") ? "AssumeRoleWithWebIdentity"
                : "AssumeRole";
        return Answer.xml(200, "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action
                + "Result><Credentials><AccessKeyId>temporary</AccessKeyId><SecretAccessKey>temporary-secret</SecretAccessKey>"
                + "<SessionToken>temporary-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></"
                + action + "Result></" + action + "Response>");
    }
}
