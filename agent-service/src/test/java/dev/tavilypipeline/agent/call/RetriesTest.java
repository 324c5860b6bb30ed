package dev.tavilypipeline.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.call.Outcome.Answer;
import dev.tavilypipeline.agent.call.Outcome.NoAnswer;
import dev.tavilypipeline.contract.ErrorType;
import io.smallrye.mutiny.Uni;

class RetriesTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Integer> told = new ArrayList<>();
    private final Retries retries = new Retries(new RetryPolicy(() -> 0), pause -> {
        pauses.add(pause);
        return Uni.createFrom().voidItem();
    });

    @Test
    void shouldTellOfEveryAttemptByItsNumber() {
        Outcome<String> outcome = call(Attempts.failed(ErrorType.TIMEOUT), Attempts.failed(ErrorType.http(503)),
                Attempts.answered("at last"));

        assertThat(outcome).isEqualTo(new Answer<>("at last"));
        assertThat(told).containsExactly(1, 2, 3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void shouldReturnTheLastFailure() {
        Outcome<String> outcome = call(Attempts.failed(ErrorType.TIMEOUT), Attempts.failed(ErrorType.TIMEOUT),
                Attempts.failed(ErrorType.http(500)));

        assertThat(outcome).isEqualTo(NoAnswer.because("http_5xx", "no luck"));
    }

    @Test
    void shouldNotPauseAfterAnAnswer() {
        call(Attempts.answered("at once"));

        assertThat(told).containsExactly(1);
        assertThat(pauses).isEmpty();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private Outcome<String> call(Attempt<String>... attempts) {
        Deque<Attempt<String>> left = new ArrayDeque<>(List.of(attempts));
        return retries.call(() -> Uni.createFrom().item(left.removeFirst()), (attempt, number) -> told.add(number))
                .await().indefinitely();
    }
}
