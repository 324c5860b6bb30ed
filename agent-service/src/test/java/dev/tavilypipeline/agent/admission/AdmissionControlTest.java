package dev.tavilypipeline.agent.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.admission.AdmissionControl.ProviderLimits;
import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Attempts;
import dev.tavilypipeline.agent.call.CallDescription;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.NotCalled;
import dev.tavilypipeline.agent.call.ParsedResponse;
import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.RunControl.StopReason;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.contract.ErrorType;
import io.smallrye.mutiny.Uni;

class AdmissionControlTest {

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor();
    private static final CallDescription SEARCH = new CallDescription("tavily-simulator", "search", "a query", null);
    private static final Duration PROBE_EVERY = Duration.ofMillis(500);

    private final DailyBudget budget = new DailyBudget(Optional.of(new BigDecimal("0.012")), InstantSource.system());
    private final RunControl run = control();

    AdmissionControlTest() {
        budget.own(0);
    }

    @AfterAll
    static void stopTimer() {
        TIMER.shutdownNow();
    }

    @Test
    void shouldAdmitAnAttempt() {
        assertThat(admit(unlimited(), run)).isCompletedWithValue(Optional.empty());
    }

    @Test
    void shouldRefuseWhenTheBudgetOfTheDayIsSpent() {
        AdmissionControl admission = unlimited();
        admission.ended(answeredNow(), run);

        assertThat(admit(admission, run)).isCompletedWithValueMatching(
                refusal -> refusal.orElseThrow().errorType().equals(ErrorType.BUDGET_EXCEEDED));
    }

    @Test
    void shouldLetCallsWaitForARefusedAccountAndAdmitOneProbe() {
        AdmissionControl admission = unlimited();
        admission.ended(Attempts.failed("http_401"), run);

        List<CompletableFuture<Optional<NotCalled<String>>>> waiting = new ArrayList<>();
        for (int call = 0; call < 5; call++) {
            waiting.add(admit(admission, control()));
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(admission.circuits()).extracting(Circuit::reason).containsExactly(Optional.of("http_401: no luck"));

        await().atMost(Duration.ofSeconds(10)).until(() -> waiting.stream().anyMatch(CompletableFuture::isDone));
        assertThat(waiting).filteredOn(CompletableFuture::isDone).as("the probe").hasSize(1);
        admission.ended(Attempts.answered("fine again"), run);
        await().atMost(Duration.ofSeconds(10)).until(() -> waiting.stream().allMatch(CompletableFuture::isDone));
        assertThat(admission.circuits()).extracting(Circuit::reason).containsExactly(Optional.empty());
    }

    @Test
    void shouldStartNoJobWhileAnAccountIsRefused() {
        AdmissionControl admission = unlimited();
        assertThat(admission.awaitStart().subscribeAsCompletionStage()).isCompleted();
        admission.ended(Attempts.failed(ErrorType.INSUFFICIENT_QUOTA), run);

        CompletableFuture<Void> first = admission.awaitStart().subscribeAsCompletionStage();
        assertThat(first).isNotDone();
        assertThat(first).succeedsWithin(Duration.ofSeconds(10)); // so that one of its calls can be the probe
        assertThat(admission.awaitStart().subscribeAsCompletionStage()).isNotDone();
    }

    @Test
    void shouldStartNoJobWhileAProviderAsksToWaitForMinutes() {
        AdmissionControl admission = unlimited();
        admission.ended(rateLimited(Duration.ofSeconds(50)), run);
        assertThat(admission.awaitStart().subscribeAsCompletionStage()).isCompleted();

        admission.ended(rateLimited(Duration.ofHours(1)), run);

        assertThat(admission.awaitStart().subscribeAsCompletionStage()).isNotDone();
        assertThat(admission.circuits()).extracting(Circuit::reason).containsExactly(Optional.of("http_429: slow down"));
    }

    private static Attempt<String> rateLimited(Duration retryAfter) {
        Attempt<String> failed = Attempts.failed(ErrorType.http(429));
        return new Attempt<>(failed.callId(), failed.description(), failed.calledAt(), failed.latency(), 429,
                ParsedResponse.of(new Failure<>(ErrorType.http(429), "slow down", retryAfter, false)), failed.cost(), false);
    }

    @Test
    void shouldStopWaitingAtTheDeadline() {
        AdmissionControl admission = limited(1);
        List<CompletableFuture<Optional<NotCalled<String>>>> calls = new ArrayList<>();
        for (int call = 0; call < 4; call++) {
            calls.add(admit(admission, control(Duration.ofMillis(300))));
        }

        assertThat(calls.get(3)).succeedsWithin(Duration.ofSeconds(10))
                .satisfies(refusal -> assertThat(refusal.orElseThrow().errorType()).isEqualTo(ErrorType.DEADLINE_EXCEEDED));
    }

    @Test
    void shouldStopWaitingWhenTheRunIsCancelled() {
        AdmissionControl admission = unlimited();
        admission.ended(Attempts.failed("http_432"), run);
        CompletableFuture<Optional<NotCalled<String>>> waiting = admit(admission, run);

        run.stop(StopReason.CANCELLED);

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(5))
                .satisfies(refusal -> assertThat(refusal.orElseThrow().errorType()).isEqualTo(ErrorType.CANCELLED));
    }

    @Test
    void shouldKeepAFaultOfAnotherKindFromOpeningTheCircuit() {
        AdmissionControl admission = unlimited();

        admission.ended(Attempts.failed(ErrorType.http(500)), run);
        admission.ended(Attempts.failed(ErrorType.TIMEOUT), run);

        assertThat(admit(admission, run)).isCompletedWithValue(Optional.empty());
    }

    @Test
    void shouldSpreadCallsOverTheMinute() {
        AdmissionControl admission = limited(60);
        List<CompletableFuture<Optional<NotCalled<String>>>> calls = new ArrayList<>();
        for (int call = 0; call < 8; call++) {
            calls.add(admit(admission, control()));
        }

        assertThat(calls).filteredOn(CompletableFuture::isDone).as("the burst").hasSizeBetween(6, 7);
        assertThat(calls.get(7)).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void shouldGiveAReplicaTheShareOfItsPartitions() {
        AdmissionControl admission = limited(240);
        admission.share(3); // of 12, so 60 a minute
        List<CompletableFuture<Optional<NotCalled<String>>>> calls = new ArrayList<>();
        for (int call = 0; call < 8; call++) {
            calls.add(admit(admission, control()));
        }

        assertThat(calls).filteredOn(CompletableFuture::isDone).hasSizeBetween(6, 7);
    }

    @Test
    void shouldLetAllCallsPauseAfterOneRateLimitedAnswer() {
        AdmissionControl admission = unlimited();
        admission.ended(Attempts.failed(ErrorType.http(429)), run);

        CompletableFuture<Optional<NotCalled<String>>> other = admit(admission, control());
        assertThat(other).isNotDone();
        assertThat(other).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(Optional.empty());
    }

    private static Attempt<String> answeredNow() {
        Attempt<String> attempt = Attempts.answered("an answer");
        return new Attempt<>(attempt.callId(), attempt.description(), InstantSource.system().instant(), attempt.latency(), 200,
                attempt.response(), attempt.cost(), false);
    }

    private AdmissionControl unlimited() {
        return admission(OptionalInt.empty());
    }

    private AdmissionControl limited(int callsPerMinute) {
        return admission(OptionalInt.of(callsPerMinute));
    }

    private AdmissionControl admission(OptionalInt callsPerMinute) {
        return new AdmissionControl(budget, call -> new ProviderLimits(new Circuit(call.provider(), PROBE_EVERY),
                new RateLimit(callsPerMinute, TIMER)));
    }

    private static RunControl control() {
        return control(Duration.ofMinutes(1));
    }

    private static RunControl control(Duration deadline) {
        return new RunControl(0, deadline, Optional.empty(), TimeSource.system(),
                delay -> Uni.createFrom().voidItem().onItem().delayIt().by(delay));
    }

    private static CompletableFuture<Optional<NotCalled<String>>> admit(AdmissionControl admission, RunControl run) {
        return admission.<String> admit(SEARCH, run).subscribeAsCompletionStage();
    }
}
