package dev.tavilypipeline.agent.call;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.tavilypipeline.agent.call.Outcome.NotCalled;
import dev.tavilypipeline.contract.ErrorType;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Asks one execution to stop, and counts what it spends. The execution reads it between attempts: a call in flight may be paid
 * already, and goes on until {@link #breakOffCalls}.
 */
public final class RunControl {

    /** The {@code error_type} of a step that another replica executes. */
    public static final String HANDED_OVER = "handed_over";

    public enum StopReason {
        CANCELLED(ErrorType.CANCELLED, "the run was cancelled on request"),
        DEADLINE(ErrorType.DEADLINE_EXCEEDED, "the run reached its deadline"),
        /** Another replica executes the job again. The execution writes no end. */
        HANDED_OVER(RunControl.HANDED_OVER, "the job was handed over to another replica");

        private final String errorType;
        private final String message;

        StopReason(String errorType, String message) {
            this.errorType = errorType;
            this.message = message;
        }
    }

    private static final Duration MIN_PAUSE = Duration.ofMillis(1);

    private final int partition;
    private final Duration deadline;
    private final Optional<BigDecimal> budgetCredits;
    private final TimeSource time;
    private final Function<Duration, Uni<Void>> timer;
    private final AtomicReference<StopReason> reason = new AtomicReference<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> brokenOff = new CompletableFuture<>();
    private final AtomicReference<BigDecimal> credits = new AtomicReference<>(BigDecimal.ZERO);
    private volatile TimeSource.Stopwatch stopwatch;

    /**
     * @param partition of the job, to which the budgets count what the run spends
     * @param deadline from now, or from {@link #startDeadline}
     * @param budgetCredits after which no more calls are made
     * @param timer completes after the given time
     */
    public RunControl(int partition, Duration deadline, Optional<BigDecimal> budgetCredits, TimeSource time,
            Function<Duration, Uni<Void>> timer) {
        this.partition = partition;
        this.deadline = deadline;
        this.budgetCredits = budgetCredits;
        this.time = time;
        this.stopwatch = time.start();
        this.timer = timer;
    }

    /** The run is on record from now on: what it waited for until then does not count. */
    public void startDeadline() {
        stopwatch = time.start();
    }

    public int partition() {
        return partition;
    }

    /** The first reason counts. */
    public void stop(StopReason why) {
        if (reason.compareAndSet(null, why)) {
            stopped.complete(null);
        }
    }

    /** Hands the run over, and ends its calls in flight without their answer, so that their rows are written before that. */
    public void breakOffCalls() {
        stop(StopReason.HANDED_OVER);
        brokenOff.complete(null);
    }

    boolean areCallsBrokenOff() {
        return brokenOff.isDone();
    }

    /** Completes when a call in flight is to end without its answer, on a thread that may work. */
    Uni<Void> callsBrokenOff() {
        return Uni.createFrom().completionStage(() -> brokenOff.copy()).emitOn(Infrastructure.getDefaultWorkerPool());
    }

    public Optional<StopReason> stopReason() {
        if (reason.get() == null && remaining().isNegative()) {
            stop(StopReason.DEADLINE);
        }
        return Optional.ofNullable(reason.get());
    }

    /** Why the next attempt must not be made, if the run is to stop or its own budget is spent. */
    public <T> Optional<NotCalled<T>> refusal() {
        return stopReason().map(why -> new NotCalled<T>(why.errorType, why.message))
                .or(() -> budgetCredits.filter(budget -> credits.get().compareTo(budget) >= 0)
                        .map(budget -> new NotCalled<>(ErrorType.BUDGET_EXCEEDED,
                                "the run has spent its budget of " + budget.toPlainString() + " credits")));
    }

    public void spend(Usage usage) {
        if (usage.credits() != null) {
            credits.accumulateAndGet(usage.credits(), BigDecimal::add);
        }
    }

    /** Negative after the deadline. */
    public Duration remaining() {
        return deadline.minus(stopwatch.elapsed());
    }

    /** Completes after the time, and earlier if the run is to stop. */
    public Uni<Void> pause(Duration time) {
        Duration longest = untilDeadline();
        return untilStopped(timer.apply(time.compareTo(longest) < 0 ? time : longest), Uni.createFrom().nothing());
    }

    /** Completes with the other, and earlier if the run is to stop. A failure of the other counts as its end. */
    public Uni<Void> untilStopped(Uni<?> other) {
        return untilStopped(other, Uni.createFrom().deferred(() -> timer.apply(untilDeadline())));
    }

    private Uni<Void> untilStopped(Uni<?> other, Uni<Void> deadlineOver) {
        return Uni.combine().any().of(other.replaceWithVoid().onFailure().recoverWithNull(),
                Uni.createFrom().completionStage(() -> stopped.copy()), deadlineOver);
    }

    private Duration untilDeadline() {
        return remaining().isNegative() ? MIN_PAUSE : remaining().plus(MIN_PAUSE);
    }
}
