package dev.tavilypipeline.agent.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.UUID;

import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.contract.ErrorType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;

class ProviderCallTest {

    private static final CallDescription DESCRIPTION = new CallDescription("tavily", "search", "q", null);

    private final TestTimeSource time = new TestTimeSource();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ProviderCall providerCall = new ProviderCall(Duration.ofMillis(50), time.source(), Prices.load(),
            new CallMeter(metrics), UUID::randomUUID);

    @Test
    void shouldTimeAndPriceAnAnswer() {
        Attempt<String> attempt = send(Uni.createFrom().item(() -> {
            time.pass(Duration.ofMillis(20));
            return body(200, "fine");
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
    void shouldNameTheStatusAndTellWhatTheProviderSays() {
        Response response = Response.status(429).entity("{\"it\": \"hurts\"}".getBytes(UTF_8))
                .header("Retry-After", "3").build();

        Attempt<String> attempt = send(Uni.createFrom().item(response));

        assertThat(attempt.outcome())
                .isEqualTo(new Failure<>("http_429", "{\"it\": \"hurts\"}", Duration.ofSeconds(3), false));
        assertThat(attempt.httpStatus()).isEqualTo(429);
        assertThat(attempt.cost()).isEqualTo(Cost.UNKNOWN);
    }

    @Test
    void shouldTellTheStatusWhereTheBodyIsNotTheProviders() {
        assertThat(send(Uni.createFrom().item(body(502, "<html>"))).outcome())
                .isEqualTo(Failure.because("http_5xx", "HTTP 502"));
    }

    @Test
    void shouldCallAnAnswerInvalidThatCannotBeRead() {
        Attempt<String> attempt = send(Uni.createFrom().item(body(200, "<html>")));

        assertThat(attempt.outcome()).isEqualTo(Failure.because(ErrorType.INVALID_RESPONSE, "not what was promised"));
        assertThat(attempt.httpStatus()).isEqualTo(200);
    }

    @Test
    void shouldGiveUpAfterTheTimeout() {
        Attempt<String> attempt = send(Uni.createFrom().nothing());

        assertThat(attempt.outcome()).isEqualTo(Failure.because(ErrorType.TIMEOUT, "no answer within 50 ms"));
        assertThat(attempt.httpStatus()).isNull();
    }

    @Test
    void shouldTellABrokenConnectionFromATimeout() {
        Attempt<String> attempt = send(Uni.createFrom().failure(new ConnectException("refused")));

        assertThat(attempt.outcome()).isEqualTo(Failure.because(ErrorType.CONNECTION, "ConnectException: refused"));
    }

    private Attempt<String> send(Uni<Response> response) {
        return providerCall.send(DESCRIPTION, () -> response, new PlainText()).await().indefinitely();
    }

    private static Response body(int status, String body) {
        return Response.status(status).entity(body.getBytes(UTF_8)).build();
    }

    /** Three credits a text; HTML is nothing it understands. */
    private static final class PlainText implements ResponseParser<String> {

        @Override
        public ParsedResponse<String> parse(byte[] body) throws IOException {
            return new ParsedResponse<>(new Success<>(errorMessage(body)), null, Usage.ofCredits(3), null);
        }

        @Override
        public String errorMessage(byte[] body) throws IOException {
            String text = new String(body, UTF_8);
            if (text.startsWith("<")) {
                throw new IOException("not what was promised");
            }
            return text;
        }
    }
}
