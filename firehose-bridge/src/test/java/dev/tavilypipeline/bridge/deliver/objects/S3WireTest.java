package dev.tavilypipeline.bridge.deliver.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.bridge.deliver.aws.RecordingServer;
import dev.tavilypipeline.bridge.deliver.aws.RecordingServer.Answer;
import dev.tavilypipeline.bridge.deliver.aws.RecordingServer.Request;
import dev.tavilypipeline.bridge.deliver.aws.SigV4;
import dev.tavilypipeline.bridge.deliver.aws.TestClients;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.bridge.split.TestRows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Puts as they arrive at an endpoint, and the answers of endpoints that are not quite S3. */
class S3WireTest {

    private static final List<Row> ROWS = TestRows.some(Table.RUNS, 2_000, 300);

    /** Knows neither the newer checksums nor bodies framed in chunks. */
    private final RecordingServer server = new RecordingServer(request -> request.headers().keySet().stream()
            .anyMatch(name -> name.startsWith("x-amz-checksum-") || name.equals("x-amz-trailer")
                    || name.equals("x-amz-sdk-checksum-algorithm"))
            || request.header("content-encoding").contains("aws-chunked") ? error(400, "InvalidArgument")
                    : Answer.xml(200, ""));
    private final S3Destination bucket = S3Destination.of(TestClients.at(server.uri()), "kpi", new FakeTopicId("topic"),
            new SimpleMeterRegistry());

    @AfterEach
    @SuppressWarnings("FutureReturnValueIgnored")
    void close() {
        new Thread(bucket::close).start(); // slow, and nothing waits for it
        server.close();
    }

    @Test
    void shouldPutThePlainObjectWithItsMd5() throws IOException, InterruptedException, NoSuchAlgorithmException {
        List<ObjectDestination.Written> written = put();

        Request request = server.requests().get(0);
        assertThat(written).extracting(ObjectDestination.Written::size).containsExactly((long) request.body().length);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            assertThat(new String(in.readAllBytes(), UTF_8).lines().toList())
                    .isEqualTo(ROWS.stream().map(TestRows::text).toList());
        }
        assertThat(request.header("if-none-match")).isEqualTo("*");
        assertThat(request.header("content-md5"))
                .isEqualTo(Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(request.body())));
        assertThat(SigV4.sent(request)).isEqualTo(SigV4.expected(request, "test"));
    }

    @ParameterizedTest
    @ValueSource(ints = { 412, 304 })
    void shouldLeaveAnObjectWhoseNameIsTaken(int status) throws IOException, InterruptedException {
        server.answer(request -> status == 304 ? Answer.xml(304, "") : error(status, "PreconditionFailed"));

        assertThat(put()).isEmpty();
    }

    @Test
    void shouldPutAgainAfterAConflict() throws IOException, InterruptedException {
        Deque<Answer> answers = new ArrayDeque<>(List.of(error(409, "ConditionalRequestConflict"), Answer.xml(200, "")));
        server.answer(request -> answers.remove());

        assertThat(put()).hasSize(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void shouldSayThatAnEndpointKnowsNoConditionalPuts() {
        server.answer(request -> error(501, "NotImplemented"));

        assertThatExceptionOfType(IOException.class).isThrownBy(this::put)
                .withMessageStartingWith(
                        "an object could not be put into bucket kpi: its endpoint supports no conditional puts "
                                + "(If-None-Match: *), without which objects could be overwritten: use an S3 that supports them");
    }

    private List<ObjectDestination.Written> put() throws IOException, InterruptedException {
        return bucket
                .write(List.of(new ObjectDestination.NewObject(Table.RUNS, "runs/2026/03/01/23/topic-0-0-9.json.gz", ROWS)));
    }

    private static Answer error(int status, String code) {
        return Answer.xml(status, "<Error><Code>" + code + "</Code><Message>No.</Message></Error>");
    }
}
