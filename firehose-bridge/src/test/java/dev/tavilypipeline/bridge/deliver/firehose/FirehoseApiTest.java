package dev.tavilypipeline.bridge.deliver.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.bridge.deliver.MutableClock;
import dev.tavilypipeline.bridge.deliver.aws.RecordingServer;
import dev.tavilypipeline.bridge.deliver.aws.RecordingServer.Answer;
import dev.tavilypipeline.bridge.deliver.aws.RecordingServer.Request;
import dev.tavilypipeline.bridge.deliver.aws.SigV4;
import dev.tavilypipeline.bridge.deliver.aws.TestClients;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.bridge.split.TestRows;

/** Requests as they arrive, and responses that no Firehose should give. */
class FirehoseApiTest {

    private static final String STREAM = "kpi-runs";
    private static final PutRequest REQUEST = new Packer(TestRows.some(Table.RUNS, 3, 200), new Packer.Limits(200, 500, 1_000))
            .next();

    private final RecordingServer server = new RecordingServer(request -> Answer.json(200, "{}"));
    private final FirehoseApi api = FirehoseApi.of(TestSettings.ofStream(TestSettings.STREAM), TestClients.at(server.uri()));

    @AfterEach
    @SuppressWarnings("FutureReturnValueIgnored")
    void close() {
        new Thread(api::close).start(); // slow, and nothing waits for it
        server.close();
    }

    @Test
    void shouldSignTheBodyThatArrives() throws InterruptedException {
        api.put(STREAM, REQUEST);

        Request request = server.requests().get(0);
        assertThat(request.body()).isEqualTo(PutBody.of(STREAM, REQUEST));
        assertThat(request.header("content-length")).isEqualTo(Integer.toString(request.body().length));
        assertThat(SigV4.sent(request)).isEqualTo(SigV4.expected(request, "test"));
        byte[] changed = request.body().clone();
        changed[changed.length / 2]++;
        assertThat(SigV4.sent(request)).as("the signature covers the body")
                .isNotEqualTo(SigV4.expected(new Request(request.method(), request.uri(), request.headers(), changed), "test"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"FailedPutCount\":1,\"RequestResponses\":[{\"RecordId\":\"a\"},{},{\"RecordId\":\"c\"}]} | 1",
            "{\"FailedPutCount\":1,\"RequestResponses\":[{\"RecordId\":\"a\"},{\"ErrorCode\":\"E\"},{\"RecordId\":\"c\"}]} | 1",
            "{\"FailedPutCount\":0,\"RequestResponses\":[{\"RecordId\":\"a\"},{\"ErrorCode\":\"E\"},{\"RecordId\":\"c\"}]} | 1",
            "{\"RequestResponses\":[{},{},{}]} | 3",
            "{\"FailedPutCount\":0,\"RequestResponses\":[]} | 0",
            "{\"FailedPutCount\":0,\"RequestResponses\":[{},{},{}]} | 0" })
    void shouldRetryRecordsThatAreNotSaidToBeAccepted(String response, int failed) throws InterruptedException {
        server.answer(request -> Answer.json(200, response));

        assertThat(api.put(STREAM, REQUEST)).isInstanceOfSatisfying(PutResult.Accepted.class,
                result -> assertThat(result.failed().size()).isEqualTo(failed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{}",
            "{\"FailedPutCount\":2}",
            "{\"FailedPutCount\":2,\"RequestResponses\":[{\"RecordId\":\"a\"},{\"RecordId\":\"b\"},{\"RecordId\":\"c\"}]}",
            "{\"FailedPutCount\":2,\"RequestResponses\":[{\"RecordId\":\"a\"},{\"ErrorCode\":\"E\"},{\"RecordId\":\"c\"}]}",
            "{\"FailedPutCount\":1,\"RequestResponses\":[{\"ErrorCode\":\"E\"}]}" })
    void shouldRetryTheCallWhereItIsUnknownWhichRecordsFailed(String response) throws InterruptedException {
        server.answer(request -> Answer.json(200, response));

        assertThat(api.put(STREAM, REQUEST)).isInstanceOfSatisfying(PutResult.Retryable.class,
                result -> assertThat(result.code()).isEqualTo("UnreadableResponse"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "400 | {\"__type\":\"UnknownOperationException\"} | UnknownOperationException",
            "400 | {\"__type\":\"com.amazon.coral.service#UnknownOperationException\"} | UnknownOperationException",
            "404 | not found | HTTP 404",
            "405 | <html></html> | HTTP 405" })
    void shouldNameTheAddressThatIsNoFirehose(int status, String body, String code) throws InterruptedException {
        server.answer(request -> Answer.json(status, body));
        String sentence = server.uri() + " is no Firehose, it answers " + code + ": correct AWS_ENDPOINT_URL";

        assertThat(api.put(STREAM, REQUEST)).isEqualTo(new PutResult.Blocked(code, sentence));
        assertThatExceptionOfType(IOException.class).isThrownBy(check(new MutableClock(Instant.now()))::check)
                .withMessage("stream kpi-runs: " + sentence);
    }

    @Test
    void shouldSplitARequestThatAProxyFindsTooLarge() throws InterruptedException {
        server.answer(request -> Answer.json(413, "<html>413 Request Entity Too Large</html>"));

        assertThat(api.put(STREAM, REQUEST)).isInstanceOfSatisfying(PutResult.Rejected.class,
                result -> assertThat(result.code()).isEqualTo("HTTP 413"));
    }

    @Test
    void shouldKeepTheLastAnswerWhileDescribingIsThrottled() throws IOException, InterruptedException {
        MutableClock clock = new MutableClock(Instant.now());
        StreamCheck check = check(clock);
        Function<Request, Answer> throttled = request -> Answer.json(400, "{\"__type\":\"LimitExceededException\"}");
        server.answer(throttled);
        assertThatNoException().as("a stream that nobody has described yet").isThrownBy(check::check);

        server.answer(request -> description("DELETING", "DirectPut"));
        clock.advance(StreamCheck.WHILE_WELL);
        assertThatExceptionOfType(IOException.class).isThrownBy(check::check)
                .withMessage("stream kpi-runs is DELETING: it accepts rows when it is ACTIVE");
        server.answer(throttled);
        clock.advance(StreamCheck.WHILE_NOT);
        assertThatExceptionOfType(IOException.class).isThrownBy(check::check).withMessageContaining("is DELETING");

        server.answer(request -> description("ACTIVE", "DirectPut"));
        clock.advance(StreamCheck.WHILE_NOT);
        check.check();
        server.answer(throttled);
        clock.advance(StreamCheck.WHILE_WELL);
        assertThatNoException().isThrownBy(check::check);
    }

    @Test
    void shouldSayThatAStreamIsFedByKinesis() {
        server.answer(request -> description("ACTIVE", "KinesisStreamAsSource"));

        assertThatExceptionOfType(IOException.class).isThrownBy(check(new MutableClock(Instant.now()))::check)
                .withMessageStartingWith("stream kpi-runs is fed by another source (KinesisStreamAsSource): create the three "
                        + "Direct PUT streams kpi-runs, kpi-steps and kpi-calls");
    }

    @Test
    void shouldDescribeAnIdleStreamSeldom() throws IOException, InterruptedException {
        server.answer(request -> description("ACTIVE", "DirectPut"));
        MutableClock clock = new MutableClock(Instant.now());
        StreamCheck check = check(clock);

        check.check();
        clock.advance(StreamCheck.WHILE_WELL.minusSeconds(1));
        check.check();

        assertThat(server.requests()).hasSize(1);
    }

    private StreamCheck check(MutableClock clock) {
        return new StreamCheck(STREAM, new StreamState(clock), StreamNames.of(TestSettings.ofStream("kpi")), api, clock);
    }

    private static Answer description(String status, String type) {
        return Answer.json(200, "{\"DeliveryStreamDescription\":{\"DeliveryStreamName\":\"" + STREAM
                + "\",\"DeliveryStreamStatus\":\"" + status + "\",\"DeliveryStreamType\":\"" + type
                + "\",\"Destinations\":[],\"HasMoreDestinations\":false}}");
    }
}
