package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** The runs at work in this replica. */
final class RunsAtWork {

    private final Map<UUID, CompletableFuture<Void>> runs = new HashMap<>();
    private boolean brokenOff;

    /**
     * Starts a run, unless it is at work here already: a job that Kafka delivers again, after a rebalance or under the same
     * idempotency key, waits for the end of the execution that there is.
     *
     * @return fails with a {@link CancellationException} if the run is broken off
     */
    Uni<Void> join(UUID runId, Supplier<Uni<Void>> run) {
        return Uni.createFrom().completionStage(() -> atWork(runId, run));
    }

    private synchronized CompletableFuture<Void> atWork(UUID runId, Supplier<Uni<Void>> run) {
        if (brokenOff) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        CompletableFuture<Void> end = runs.get(runId);
        if (end == null) {
            end = run.get().onTermination().invoke(() -> ended(runId)).subscribeAsCompletionStage();
            if (!end.isDone()) {
                runs.put(runId, end);
            }
        }
        return end;
    }

    private synchronized void ended(UUID runId) {
        runs.remove(runId);
        notifyAll();
    }

    synchronized int count() {
        return runs.size();
    }

    /** @return whether none is left */
    synchronized boolean awaitNone(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            while (!runs.isEmpty() && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(deadline - System.nanoTime(), 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return runs.isEmpty();
    }

    /** What is still at work goes no further: it makes no more calls and writes no more facts. No other run is started. */
    synchronized void breakOff() {
        brokenOff = true;
        List.copyOf(runs.values()).forEach(run -> run.cancel(true));
    }
}
