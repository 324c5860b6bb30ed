package dev.tavilypipeline.agent.call;

import java.util.Optional;

import dev.tavilypipeline.agent.call.Outcome.NotCalled;
import io.smallrye.mutiny.Uni;

/**
 * Decides before each attempt whether and when it is made, in this order: cancellation and deadline, budgets, the provider's
 * circuit, its rate limit.
 */
public interface Admission {

    /**
     * @return completes when the attempt may be made, or with the reason if it may not. It never fails. If it allows the
     *         attempt, {@link #ended} must follow.
     */
    <T> Uni<Optional<NotCalled<T>>> admit(CallDescription description, RunControl run);

    void ended(Attempt<?> attempt, RunControl run);
}
