package dev.tavilypipeline.agent.worker;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import dev.tavilypipeline.agent.admission.DailyBudget;
import io.smallrye.mutiny.Uni;

/**
 * What {@code run.events} and {@code research.cancellations} say about the runs of this replica's partitions, and the requests
 * to read more of it. The worker asks here and not the collector, which may lag: a finished run must not be executed and paid
 * again. Thread-safe.
 */
final class OwnedHistories {

    /** By which the clocks of agents may differ. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(30);

    /** What jobs of the last minutes needed is kept, so that memory does not grow with time. */
    private static final Duration KEEP = Duration.ofMinutes(10);

    private final DailyBudget budget;
    private final InstantSource clock;
    private final Map<Integer, PartitionHistory> histories = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> oldestNeeded = new ConcurrentHashMap<>();
    private final Queue<Load> loads = new ConcurrentLinkedQueue<>();
    private Instant nextForget;

    /** A request to read all facts of a partition since a time. */
    record Load(int partition, Instant since, CompletableFuture<Void> done) {
    }

    OwnedHistories(DailyBudget budget, InstantSource clock) {
        this.budget = budget;
        this.clock = clock;
        this.nextForget = clock.instant().plus(KEEP);
    }

    void own(int partition, Instant now) {
        histories.put(partition, new PartitionHistory());
        loads.add(request(partition, needed(now)));
    }

    /** Nothing counts as read any more, and everything that is needed is read again. */
    void reload() {
        histories.forEach((partition, history) -> {
            history.unload();
            loads.add(request(partition, oldestNeeded.getOrDefault(partition, needed(clock.instant()))));
        });
    }

    void disown(int partition) {
        histories.remove(partition);
        oldestNeeded.remove(partition);
    }

    /** Completes when everything that the partition has from that time until now has been read. It never fails. */
    Uni<Void> load(int partition, Instant since) {
        Instant from = needed(since);
        PartitionHistory history = histories.get(partition);
        if (history == null || history.isLoadedFrom(from)) {
            oldestNeeded.merge(partition, from, OwnedHistories::earlier);
            return Uni.createFrom().voidItem();
        }
        Load load = request(partition, from);
        loads.add(load);
        return Uni.createFrom().completionStage(() -> load.done().copy());
    }

    private Load request(int partition, Instant from) {
        oldestNeeded.merge(partition, from, OwnedHistories::earlier);
        return new Load(partition, from, new CompletableFuture<>());
    }

    private Instant needed(Instant since) {
        Instant from = since.minus(CLOCK_SKEW);
        return budget.isLimited() ? earlier(from, DailyBudget.startOfDay(clock.instant())) : from;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** @return the oldest request that was not taken yet, or null */
    Load nextLoad() {
        return loads.poll();
    }

    Map<Integer, PartitionHistory> all() {
        return histories;
    }

    Optional<PartitionHistory> of(int partition) {
        return Optional.ofNullable(histories.get(partition));
    }

    /** To be called before the run counts as ended here: its {@code run_finished} is read back only later. */
    void finished(int partition, UUID runId) {
        of(partition).ifPresent(history -> history.finished(runId, clock.instant()));
    }

    boolean isFinished(int partition, UUID runId) {
        return ask(partition, history -> history.isFinished(runId), false);
    }

    boolean isCancelled(int partition, UUID runId) {
        return ask(partition, history -> history.isCancelled(runId), false);
    }

    /** How many executions of a run have started and not ended it. */
    int unfinishedExecutions(int partition, UUID runId) {
        return ask(partition, history -> history.unfinishedExecutions(runId), 0);
    }

    /** What the earlier executions of a run have spent of its budget. */
    BigDecimal spentCredits(int partition, UUID runId) {
        return ask(partition, history -> history.spentCredits(runId), BigDecimal.ZERO);
    }

    /** The traceparent of the execution that started last and has not ended the run; null if it is not known. */
    String latestExecution(int partition, UUID runId) {
        return ask(partition, history -> history.latestExecution(runId), null);
    }

    private <T> T ask(int partition, Function<PartitionHistory, T> question, T otherwise) {
        return of(partition).map(question).orElse(otherwise);
    }

    /** Not for several threads. */
    void forget() {
        if (clock.instant().isAfter(nextForget)) {
            nextForget = clock.instant().plus(KEEP);
            histories.forEach((partition, history) -> {
                Instant needed = oldestNeeded.remove(partition);
                history.forgetBefore(needed == null ? clock.instant().minus(CLOCK_SKEW) : needed);
            });
        }
    }
}
