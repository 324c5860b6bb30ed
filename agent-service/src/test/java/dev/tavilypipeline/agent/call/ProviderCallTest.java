package dev.tavilypipeline.agent.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.ProviderRequest.Head;
import dev.tavilypipeline.contract.ErrorType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;

class ProviderCallTest {

    private static final CallDescription DESCRIPTION = new CallDescription("tavily", "search", "q", null);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final String PAID = "{\"text\": \"fine\", \"credits\": 3}";

    private final TestTimeSource time = new TestTimeSource();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final BodyLimit limit = new BodyLimit();
    private final ProviderCall providerCall = new ProviderCall(time.source(), Prices.load(), new CallMeter(metrics),
            new ResponseReader(new Redactor(List.of("tvly-0123456789")), time.source()), limit, UUID::randomUUID);
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    @Test
    void shouldTimeAndPriceAnAnswer() {
        Attempt<String> attempt = send(200, Multi.createFrom().item(() -> {
            time.pass(Duration.ofMillis(20));
            return PAID.getBytes(UTF_8);
        }));

        assertThat(attempt.outcome()).isEqualTo(new Success<>("fine"));
        assertThat(attempt.calledAt()).isEqualTo(TestTimeSource.BEGIN);
        assertThat(attempt.latency()).isEqualTo(Duration.ofMillis(20));
        assertThat(attempt.httpStatus()).isEqualTo(200);
        assertThat(attempt.cost().usd()).isEqualByComparingTo("0.024");
        assertThat(metrics.timer("pipeline.calls", "provider", "tavily", "operation", "search", "outcome", "success").count())
                .isEqualTo(1);
    }

    @Test
    void shouldReadWhatIsPacked() throws IOException {
        headers.set("content-encoding", "gzip");

        assertThat(send(200, Multi.createFrom().item(gzip(PAID.getBytes(UTF_8)))).outcome()).isEqualTo(new Success<>("fine"));
    }

    @Test
    void shouldRefuseWhatCannotBeUnpacked() {
        headers.set("Content-Encoding", "br");

        assertThat(send(200, Multi.createFrom().item(PAID.getBytes(UTF_8))).outcome())
                .isEqualTo(Failure.because("invalid_response", "the answer is packed in a way that cannot be read"));
    }

    @Test
    void shouldStopReadingAtTheLimit() {
        AtomicBoolean closed = new AtomicBoolean();
        int chunk = 64 << 10;
        Multi<byte[]> endless = Multi.createBy().repeating().supplier(() -> new byte[chunk]).indefinitely()
                .onCancellation().invoke(() -> closed.set(true));

        Attempt<String> attempt = send(200, endless);

        assertThat(attempt.outcome()).isEqualTo(Failure.because("invalid_response", "the answer is larger than 2 MiB"));
        assertThat(closed).isTrue();
        assertThat(limit.inFlight()).isZero();
    }

    @Test
    void shouldStopUnpackingAtTheLimit() throws IOException {
        headers.set("Content-Encoding", "gzip");

        Attempt<String> attempt = send(200, Multi.createFrom().item(gzip(new byte[50 << 20])));

        assertThat(attempt.outcome()).isEqualTo(Failure.because("invalid_response", "the answer is larger than 2 MiB"));
        assertThat(limit.inFlight()).isZero();
    }

    @Test
    void shouldRefuseLargeAnswersButNotSmallOnesWhileManyAreRead() throws IOException {
        limit.reserve(BodyLimit.MAX_IN_FLIGHT - BodyLimit.SMALL, 1);
        byte[] large = ("{\"text\": \"" + "x".repeat(2 * BodyLimit.SMALL) + "\"}").getBytes(UTF_8);

        assertThat(send(200, Multi.createFrom().item(large)).outcome()).isEqualTo(Failure.because("invalid_response",
                "the answer is large, and so are too many others that are read at the same time"));
        assertThat(send(200, Multi.createFrom().item(PAID.getBytes(UTF_8))).outcome()).isEqualTo(new Success<>("fine"));
    }

    @Test
    void shouldRefuseABodyOfTooManyValues() {
        byte[] body = ("[" + "{},".repeat(200_000) + "1]").getBytes(UTF_8);

        assertThat(send(200, Multi.createFrom().item(body)).outcome())
                .isEqualTo(Failure.because("invalid_response", "the answer is not a JSON object"));
    }

    @Test
    void shouldKeepWhatWasPaidWhenTheParserFails() {
        Attempt<String> attempt = send(200, Multi.createFrom().item("{\"credits\": 3}".getBytes(UTF_8)));

        assertThat(attempt.outcome())
                .isEqualTo(Failure.because(ErrorType.INTERNAL, "the agent failed to read the answer, see its log"));
        assertThat(attempt.cost().usd()).isEqualByComparingTo("0.024");
    }

    @Test
    void shouldGiveUpAfterTheTimeout() {
        Attempt<String> attempt = send(SHORT, 0, Multi.createFrom().nothing());

        assertThat(attempt.outcome()).isEqualTo(Failure.because(ErrorType.TIMEOUT, "no answer within 50 ms"));
        assertThat(attempt.httpStatus()).isNull();
    }

    @Test
    void shouldGiveUpOnABodyThatDoesNotEnd() {
        Attempt<String> attempt = send(SHORT, 200, Multi.createBy().concatenating()
                .streams(Multi.createFrom().item("{".getBytes(UTF_8)), Multi.createFrom().nothing()));

        assertThat(attempt.outcome()).isEqualTo(Failure.because(ErrorType.TIMEOUT, "no answer within 50 ms"));
        assertThat(attempt.httpStatus()).isEqualTo(200);
        assertThat(limit.inFlight()).isZero();
    }

    static Stream<Arguments> faults() {
        SSLHandshakeException untrusted = new SSLHandshakeException("PKIX path building failed");
        untrusted.initCause(new CertificateException("no"));
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused: /127.0.0.1:1"),
                        "provider.example:8443 refuses connections"),
                Arguments.of(new UnknownHostException("x"), "the host of provider.example:8443 is unknown"),
                Arguments.of(untrusted, "the certificate of provider.example:8443 is not trusted"),
                Arguments.of(new SSLHandshakeException("bad record"), "provider.example:8443 does not speak TLS as expected"),
                Arguments.of(new SocketException("Connection reset"),
                        "provider.example:8443 closed the connection before its answer was complete"),
                Arguments.of(new IllegalArgumentException("a header has tvly-0123456789"),
                        "the connection to provider.example:8443 failed"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldSayInPlainWordsWhyThereIsNoAnswer(Exception fault, String sentence) {
        Attempt<String> attempt = send(0, Multi.createFrom().failure(new IllegalStateException("wrapped", fault)));

        assertThat(attempt.outcome()).isEqualTo(Failure.because(ErrorType.CONNECTION, sentence));
    }

    @Test
    void shouldEndACallThatIsBrokenOffWithoutItsAnswer() {
        AtomicBoolean closed = new AtomicBoolean();
        CompletableFuture<Void> brokenOff = new CompletableFuture<>();
        Multi<byte[]> silent = Multi.createFrom().<byte[]> nothing().onCancellation().invoke(() -> closed.set(true));
        CompletableFuture<Attempt<String>> attempt = providerCall.send(DESCRIPTION, endpoint(LONG), new ProviderRequest("q"),
                request -> silent, new Texts(), Uni.createFrom().completionStage(brokenOff)).subscribeAsCompletionStage();
        assertThat(attempt).isNotDone();

        brokenOff.complete(null);

        assertThat(attempt).isCompleted();
        assertThat(attempt.join().outcome())
                .isEqualTo(Failure.because("connection",
                        "broken off before the answer came, because another replica takes the run over"));
        assertThat(closed).isTrue();
    }

    @Test
    void shouldRecordAClientThatFailsAtOnce() {
        Attempt<String> attempt = providerCall.send(DESCRIPTION, endpoint(LONG), new ProviderRequest("q"), request -> {
            throw new IllegalArgumentException("a bug");
        }, new Texts(), Uni.createFrom().nothing()).await().indefinitely();

        assertThat(attempt.outcome()).isInstanceOf(Failure.class);
    }

    private Attempt<String> send(int status, Multi<byte[]> body) {
        return send(LONG, status, body);
    }

    private Attempt<String> send(Duration timeout, int status, Multi<byte[]> body) {
        return providerCall.send(DESCRIPTION, endpoint(timeout), new ProviderRequest("q"), request -> {
            if (status > 0) {
                request.answered(new Head(status, headers));
            }
            return body;
        }, new Texts(), Uni.createFrom().nothing()).await().indefinitely();
    }

    private static Endpoint endpoint(Duration timeout) {
        return new Endpoint(URI.create("https://provider.example:8443/v1"), "tavily", "key", timeout);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Reads {@code {"text", "credits"}} and has a bug: it fails without a text. */
    private static final class Texts implements ResponseParser<String> {

        @Override
        public Usage usage(JsonNode body) {
            return Usage.ofCredits(Figures.credits(body.path("credits")));
        }

        @Override
        public String requestId(JsonNode body) {
            return null;
        }

        @Override
        public Outcome<String> outcome(JsonNode body) {
            return new Success<>(body.get("text").textValue());
        }
    }
}
