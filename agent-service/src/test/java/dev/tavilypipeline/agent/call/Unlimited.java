package dev.tavilypipeline.agent.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import dev.tavilypipeline.agent.call.Outcome.NotCalled;
import io.smallrye.mutiny.Uni;

/** Admits every attempt that the run itself allows, and records what it is given. */
public final class Unlimited implements Admission {

    public final List<Attempt<?>> ended = Collections.synchronizedList(new ArrayList<>());

    /** A caller without limits and without randomness. */
    public static Caller caller() {
        return new Caller(new Unlimited(), new RetryPolicy(() -> 0));
    }

    /** Of a run whose pauses take no time, and whose deadline does not come. */
    public static RunControl control() {
        Duration deadline = Duration.ofMinutes(10);
        return new RunControl(0, deadline, Optional.empty(), TimeSource.system(),
                delay -> delay.compareTo(deadline.dividedBy(2)) < 0 ? Uni.createFrom().voidItem() : Uni.createFrom().nothing());
    }

    @Override
    public <T> Uni<Optional<NotCalled<T>>> admit(CallDescription description, RunControl run) {
        return Uni.createFrom().item(run.<T> refusal());
    }

    @Override
    public void ended(Attempt<?> attempt, RunControl run) {
        run.spend(attempt.response().usage());
        ended.add(attempt);
    }
}
