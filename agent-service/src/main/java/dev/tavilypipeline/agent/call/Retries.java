package dev.tavilypipeline.agent.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

import dev.tavilypipeline.agent.call.Outcome.NoAnswer;
import io.smallrye.mutiny.Uni;

/** Tries until there is an answer or the {@link RetryPolicy} says that there will be none. */
public final class Retries {

    private final RetryPolicy policy;
    private final Function<Duration, Uni<Void>> pause;

    public Retries(RetryPolicy policy, Function<Duration, Uni<Void>> pause) {
        this.policy = policy;
        this.pause = pause;
    }

    /** @param each is told of every attempt, and of its number, before the next begins */
    public <T> Uni<Outcome<T>> call(Supplier<Uni<Attempt<T>>> attempts, ObjIntConsumer<Attempt<T>> each) {
        return call(attempts, each, 1);
    }

    private <T> Uni<Outcome<T>> call(Supplier<Uni<Attempt<T>>> attempts, ObjIntConsumer<Attempt<T>> each, int number) {
        return Uni.createFrom().deferred(attempts::get)
                .invoke(attempt -> each.accept(attempt, number))
                .chain(attempt -> pauseAfter(attempt.outcome(), number)
                        .map(time -> pause.apply(time).chain(() -> call(attempts, each, number + 1)))
                        .orElseGet(() -> Uni.createFrom().item(attempt.outcome())));
    }

    private Optional<Duration> pauseAfter(Outcome<?> outcome, int number) {
        return outcome instanceof NoAnswer<?> failure ? policy.pauseAfter(failure, number) : Optional.empty();
    }
}
