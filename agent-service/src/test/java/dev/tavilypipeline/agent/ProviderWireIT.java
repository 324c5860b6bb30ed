package dev.tavilypipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.run.Search;
import dev.tavilypipeline.agent.run.SearchAnswer;
import dev.tavilypipeline.agent.run.SearchRequest;
import dev.tavilypipeline.localstack.LocalStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/** What the real HTTP client makes of a provider, whatever the provider does to the connection. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
@WithTestResource(StubProviders.class)
class ProviderWireIT {

    private static final long LARGE = 10 << 20;

    LocalStack stack;
    StubCollector collector;
    StubProviders providers;

    @Inject
    Search search;

    @ParameterizedTest
    @ValueSource(strings = { "plain", "gzip", "chunked", "untyped", "mistyped", "events" })
    void shouldReadTheAnswer(String kind) {
        Attempt<SearchAnswer> attempt = attempt(kind);

        assertThat(attempt.outcome()).isInstanceOfSatisfying(Success.class,
                success -> assertThat(((SearchAnswer) success.value()).hits()).hasSize(1));
        assertThat(attempt.httpStatus()).isEqualTo(200);
        assertThat(attempt.cost().usd()).isEqualByComparingTo("0.008");
    }

    @ParameterizedTest
    @CsvSource({ "empty,401,http_401,HTTP 401", "moved,302,http_302,HTTP 302", "echo,401,http_401,no such key: Bearer …",
            "bomb,200,invalid_response,the answer is larger than 2 MiB",
            "large,200,invalid_response,the answer is larger than 2 MiB",
            "endless,200,invalid_response,the answer is larger than 2 MiB" })
    void shouldSayWhatIsWrong(String kind, int status, String errorType, String message) {
        Attempt<SearchAnswer> attempt = attempt(kind);

        assertThat(attempt.outcome()).isEqualTo(Failure.because(errorType, message));
        assertThat(attempt.httpStatus()).isEqualTo(status);
    }

    @Test
    void shouldRecordAnAnswerThatBreaksOff() {
        assertThat(attempt("short").outcome()).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.errorType()).isEqualTo("connection");
            assertThat(failure.message()).endsWith("closed the connection before its answer was complete");
        });
    }

    @Test
    void shouldNotTakeTheRestOfALargeAnswer() {
        long before = providers.sentBytes();

        attempt("endless");

        assertThat(providers.sentBytes() - before).isLessThan(LARGE);
    }

    private Attempt<SearchAnswer> attempt(String kind) {
        return search.search(new SearchRequest(kind + " search", 5, "basic", "general")).attempts()
                .apply(Uni.createFrom().nothing())
                .await().atMost(Duration.ofSeconds(10));
    }
}
