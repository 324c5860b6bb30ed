package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.RunControl.StopReason;
import io.smallrye.mutiny.Uni;

/** The runs that are being executed. */
final class InFlightRuns {

    private final Map<UUID, InFlightRun> runs = new HashMap<>();

    private record InFlightRun(RunControl control, CompletableFuture<Boolean> end) {
    }

    /**
     * Executes a run, unless it is being executed already: a job that Kafka delivers again waits for the end of the execution
     * that there is.
     *
     * @param run completes with whether the run has ended
     */
    Uni<Boolean> execute(UUID runId, RunControl control, Supplier<Uni<Boolean>> run) {
        return Uni.createFrom().completionStage(() -> endOf(runId, control, run).copy());
    }

    private synchronized CompletableFuture<Boolean> endOf(UUID runId, RunControl control, Supplier<Uni<Boolean>> run) {
        InFlightRun other = runs.get(runId);
        if (other != null) {
            return other.end();
        }
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        runs.put(runId, new InFlightRun(control, end));
        Uni.createFrom().deferred(run::get).onTermination().invoke(() -> ended(runId))
                .subscribe().with(end::complete, end::completeExceptionally);
        return end;
    }

    private synchronized void ended(UUID runId) {
        runs.remove(runId);
        notifyAll();
    }

    synchronized int count() {
        return runs.size();
    }

    void stop(UUID runId, StopReason why) {
        control(runId).ifPresent(control -> control.stop(why));
    }

    private synchronized Optional<RunControl> control(UUID runId) {
        return Optional.ofNullable(runs.get(runId)).map(InFlightRun::control);
    }

    void stopAll(StopReason why) {
        controls().forEach(control -> control.stop(why));
    }

    void breakOffCalls() {
        controls().forEach(RunControl::breakOffCalls);
    }

    private synchronized List<RunControl> controls() {
        return runs.values().stream().map(InFlightRun::control).toList();
    }

    /** @return whether none is left */
    synchronized boolean awaitNone(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toNanos(); !runs.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return runs.isEmpty();
    }
}
