package dev.tavilypipeline.agent.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import io.smallrye.mutiny.Uni;

/** Attempts a call until it succeeds, or until {@link Admission} or {@link RetryPolicy} ends it. */
public final class Caller {

    /** The shortest time that a timer takes. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Admission admission;
    private final RetryPolicy policy;

    public Caller(Admission admission, RetryPolicy policy) {
        this.admission = admission;
        this.policy = policy;
    }

    /** @param recorder gets every attempt and its number, from 1, before the next one is made */
    public <T> Uni<Outcome<T>> call(Call<T> call, RunControl run, ObjIntConsumer<Attempt<T>> recorder) {
        return attempt(call, run, recorder, 1);
    }

    private <T> Uni<Outcome<T>> attempt(Call<T> call, RunControl run, ObjIntConsumer<Attempt<T>> recorder, int number) {
        return admission.<T> admit(call.description(), run).chain(refusal -> refusal.isPresent()
                ? Uni.createFrom().item(refusal.get())
                : call.attempts().apply(run.callsBrokenOff())
                        .invoke(attempt -> {
                            try {
                                recorder.accept(attempt, number);
                            } finally {
                                admission.ended(attempt, run);
                            }
                        })
                        .chain(attempt -> delayAfter(attempt, number, run)
                                .map(delay -> run.pause(delay).chain(() -> attempt(call, run, recorder, number + 1)))
                                .orElseGet(() -> Uni.createFrom().item(attempt.outcome()))));
    }

    /** After a call that was broken off there is always another attempt, which {@link Admission} leaves to another replica. */
    private Optional<Duration> delayAfter(Attempt<?> attempt, int number, RunControl run) {
        if (!(attempt.outcome() instanceof Failure<?> failure)) {
            return Optional.empty();
        }
        return run.areCallsBrokenOff() ? Optional.of(AT_ONCE)
                : policy.retryDelay(failure, number).filter(delay -> delay.compareTo(run.remaining()) < 0);
    }
}
