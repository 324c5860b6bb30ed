package dev.tavilypipeline.agent.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.NotCalled;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.RunControl.StopReason;
import dev.tavilypipeline.contract.ErrorType;
import io.smallrye.mutiny.Uni;

class CallerTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Integer> recorded = new ArrayList<>();
    private final Unlimited admission = new Unlimited();
    private final TestTimeSource time = new TestTimeSource();
    private Runnable duringPause = () -> {
    };
    private RunControl run = control(Optional.empty());

    @Test
    void shouldRecordEveryAttemptByItsNumber() {
        Outcome<String> outcome = call(Attempts.failed(ErrorType.TIMEOUT), Attempts.failed(ErrorType.http(503)),
                Attempts.answered("at last"));

        assertThat(outcome).isEqualTo(new Success<>("at last"));
        assertThat(recorded).containsExactly(1, 2, 3);
        assertThat(admission.ended).hasSize(3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void shouldCountAnAttemptThatCouldNotBeRecorded() {
        assertThatThrownBy(() -> new Caller(admission, new RetryPolicy(() -> 0))
                .call(Attempts.call(Attempts.answered("paid")), run, (attempt, number) -> {
                    throw new IllegalStateException("not recorded");
                }).await().indefinitely()).hasMessage("not recorded");

        assertThat(admission.ended).hasSize(1);
    }

    @Test
    void shouldReturnTheLastFailure() {
        Outcome<String> outcome = call(Attempts.failed(ErrorType.TIMEOUT), Attempts.failed(ErrorType.TIMEOUT),
                Attempts.failed(ErrorType.http(500)));

        assertThat(outcome).isEqualTo(Failure.because("http_5xx", "no luck"));
    }

    @Test
    void shouldNotPauseAfterASuccess() {
        call(Attempts.answered("at once"));

        assertThat(recorded).containsExactly(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void shouldMakeNoAttemptAfterACancellation() {
        run.stop(StopReason.CANCELLED);

        assertThat(call()).isInstanceOfSatisfying(NotCalled.class,
                refusal -> assertThat(refusal.errorType()).isEqualTo(ErrorType.CANCELLED));
        assertThat(recorded).isEmpty();
    }

    @Test
    void shouldStopBetweenTwoAttempts() {
        duringPause = () -> run.stop(StopReason.CANCELLED);

        Outcome<String> outcome = call(Attempts.failed(ErrorType.TIMEOUT), Attempts.answered("too late"));

        assertThat(outcome).isInstanceOf(NotCalled.class);
        assertThat(recorded).containsExactly(1);
    }

    @Test
    void shouldStopWhenTheBudgetOfTheRunIsSpent() {
        run = control(Optional.of(BigDecimal.ONE));
        call(Attempts.answered("one credit"));

        assertThat(call(Attempts.answered("another one"))).isInstanceOfSatisfying(NotCalled.class,
                refusal -> assertThat(refusal.errorType()).isEqualTo(ErrorType.BUDGET_EXCEEDED));
    }

    @Test
    void shouldNotFailForACallThatIsBrokenOffAtItsLastAttempt() {
        Supplier<Attempt<String>> brokenOff = () -> {
            if (recorded.size() == 2) {
                run.stop(StopReason.HANDED_OVER);
                run.breakOffCalls();
            }
            return Attempts.failed(ErrorType.CONNECTION);
        };

        Outcome<String> outcome = new Caller(admission, new RetryPolicy(() -> 0))
                .call(Attempts.call(brokenOff), run, (attempt, number) -> recorded.add(number))
                .await().indefinitely();

        assertThat(outcome).isInstanceOfSatisfying(NotCalled.class,
                refusal -> assertThat(refusal.errorType()).isEqualTo(RunControl.HANDED_OVER));
        assertThat(recorded).containsExactly(1, 2, 3);
    }

    @Test
    void shouldAttemptARateLimitedCallUntilTheDeadline() {
        duringPause = () -> time.pass(Duration.ofSeconds(30));

        Outcome<String> outcome = new Caller(admission, new RetryPolicy(() -> 0))
                .call(Attempts.call(() -> Attempts.<String> failed(ErrorType.http(429))), run,
                        (attempt, number) -> recorded.add(number))
                .await().indefinitely();

        assertThat(outcome).isEqualTo(Failure.because("http_429", "no luck"));
        assertThat(recorded).hasSizeBetween(19, 21);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private Outcome<String> call(Attempt<String>... attempts) {
        return new Caller(admission, new RetryPolicy(() -> 0))
                .call(Attempts.call(attempts), run, (attempt, number) -> recorded.add(number))
                .await().indefinitely();
    }

    private RunControl control(Optional<BigDecimal> budgetCredits) {
        return new RunControl(0, Duration.ofMinutes(10), budgetCredits, time.source(), delay -> {
            pauses.add(delay);
            duringPause.run();
            return Uni.createFrom().voidItem();
        });
    }
}
