package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3SourceTest extends ObjectSourceContract {

    private static final String KEY = "steps/2026/11/22/18/a.gz";

    private final S3Stub s3 = new S3Stub();
    private S3Source source;

    @BeforeEach
    void open() {
        source = new S3Source(S3Client.builder().endpointOverride(s3.uri()).region(Region.US_EAST_1).forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build(), S3Stub.BUCKET);
    }

    @AfterEach
    void close() {
        source.close();
        s3.close();
    }

    @Override
    ObjectSource source() {
        return source;
    }

    @Override
    void put(String key, byte[] content) {
        s3.objects.put(key, content);
    }

    @Override
    void delete(String key) {
        s3.objects.remove(key);
    }

    @Test
    void shouldAskOnlyForTheHoursNeeded() throws IOException {
        for (int day = 10; day < 30; day++) {
            put("steps/2026/10/" + day + "/00/a.gz", bytes("1"));
        }
        put(KEY, bytes("1"));

        assertThat(list("2026/11/22/17")).hasSize(1);
        assertThat(s3.requests).hasValue(1);
    }

    @Test
    void shouldRepeatAThrottledRequest() throws IOException {
        put(KEY, bytes("1"));
        s3.throttled.set(1);

        assertThat(list(Hours.FIRST)).hasSize(1);
    }

    @Test
    void shouldPassOverAnObjectThatS3Refuses() {
        put(KEY, bytes("1"));
        s3.archived.add(KEY);

        assertThatThrownBy(() -> source.open(list(Hours.FIRST).get(0))).isInstanceOf(UnreadableObjectException.class)
                .hasMessageContaining("S3 refuses it: The object is archived.");
    }

    @Test
    void shouldFailWhileEveryRequestIsThrottled() {
        put(KEY, bytes("1"));
        s3.throttled.set(100);

        assertThatThrownBy(() -> list(Hours.FIRST)).isInstanceOf(IOException.class)
                .hasMessageContaining("bucket lake: Please reduce your request rate.");
    }

    @Test
    void shouldNotTakeAConnectionThatEndedEarlyForTheEndOfTheObject() throws Exception {
        put(KEY, bytes("content"));
        LakeObject object = list(Hours.FIRST).get(0);
        s3.cutOff.set(1);

        try (InputStream in = source.open(object)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
        try (InputStream in = source.open(object)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("content"));
        }
    }
}
