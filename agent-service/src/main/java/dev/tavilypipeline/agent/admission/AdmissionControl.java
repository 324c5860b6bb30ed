package dev.tavilypipeline.agent.admission;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import dev.tavilypipeline.agent.call.Admission;
import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.CallDescription;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.NotCalled;
import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.Topics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The limits of this replica: of each provider its circuit and rate limit, and the daily budget of all calls. */
public final class AdmissionControl implements Admission {

    private static final Duration CHECK_EVERY = Duration.ofMillis(200);

    private final DailyBudget budget;
    private final Function<CallDescription, ProviderLimits> newLimits;
    private final Map<String, ProviderLimits> providers = new ConcurrentHashMap<>();
    private volatile double part = 1;

    record ProviderLimits(Circuit circuit, RateLimit rateLimit) {
    }

    /** @param newLimits of a provider that is called for the first time */
    AdmissionControl(DailyBudget budget, Function<CallDescription, ProviderLimits> newLimits) {
        this.budget = budget;
        this.newLimits = newLimits;
    }

    /** Divides the limits anew among the replicas. */
    public void share(int ownedPartitions) {
        part = Math.max(1, ownedPartitions) / (double) Topics.PARTITIONS;
        providers.values().forEach(limits -> limits.rateLimit().share(part));
    }

    /** Completes when a job may start: at once, unless a provider refuses the account. */
    public Uni<Void> awaitStart() {
        return mayStart() ? Uni.createFrom().voidItem()
                : Multi.createFrom().ticks().every(CHECK_EVERY).onOverflow().drop()
                        .filter(tick -> mayStart()).toUni().replaceWithVoid();
    }

    private boolean mayStart() {
        return circuits().stream().allMatch(Circuit::allowsStart);
    }

    Collection<Circuit> circuits() {
        return providers.values().stream().map(ProviderLimits::circuit).toList();
    }

    @Override
    public <T> Uni<Optional<NotCalled<T>>> admit(CallDescription description, RunControl run) {
        Optional<NotCalled<T>> refusal = refusal(run);
        if (refusal.isPresent()) {
            return Uni.createFrom().item(refusal);
        }
        ProviderLimits limits = limitsOf(description);
        return acquire(limits.circuit(), run).chain(acquired -> limits.rateLimit().acquire(run).map(token -> {
            Optional<NotCalled<T>> late = refusal(run); // the wait may have been long
            if (late.isPresent() && acquired) {
                limits.circuit().release();
            }
            return late;
        }));
    }

    private <T> Optional<NotCalled<T>> refusal(RunControl run) {
        return run.<T> refusal().or(() -> budget.isSpent()
                ? Optional.of(new NotCalled<>(ErrorType.BUDGET_EXCEEDED, "the budget of the day is spent"))
                : Optional.empty());
    }

    /** @return whether the circuit allows a call; false only if the run is to stop */
    private static Uni<Boolean> acquire(Circuit circuit, RunControl run) {
        AtomicBoolean acquired = new AtomicBoolean(circuit.tryAcquire());
        return acquired.get() ? Uni.createFrom().item(true)
                : run.untilStopped(Multi.createFrom().ticks().every(CHECK_EVERY).onOverflow().drop()
                        .filter(tick -> run.stopReason().isPresent() || acquire(circuit, acquired)).toUni())
                        .map(done -> acquired.get());
    }

    private static boolean acquire(Circuit circuit, AtomicBoolean acquired) {
        acquired.set(acquired.get() || circuit.tryAcquire());
        return acquired.get();
    }

    @Override
    public void ended(Attempt<?> attempt, RunControl run) {
        run.spend(attempt.response().usage());
        budget.add(run.partition(), attempt.callId(), attempt.calledAt(), attempt.cost().usd());
        ProviderLimits limits = limitsOf(attempt.description());
        limits.circuit().ended(attempt.outcome());
        if (attempt.outcome() instanceof Failure<?> failure && failure.isRateLimited()) {
            limits.rateLimit().pause(failure.retryAfter());
        }
    }

    private ProviderLimits limitsOf(CallDescription description) {
        return providers.computeIfAbsent(description.provider(), provider -> {
            ProviderLimits limits = newLimits.apply(description);
            limits.rateLimit().share(part);
            return limits;
        });
    }
}
