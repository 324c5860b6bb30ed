package dev.tavilypipeline.collector.ingest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.smallrye.mutiny.Uni;

/** One thread plans batches in the order in which they come, another writes what was planned before. */
final class PlanAndWriteThreads implements AutoCloseable {

    private final ExecutorService planning = Executors.newSingleThreadExecutor(new DefaultThreadFactory("fact-planner", true));
    private final ExecutorService writing = Executors.newSingleThreadExecutor(new DefaultThreadFactory("fact-writer", true));
    // of the planning thread
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    /** Completes when the plan is handed over, and fails if the work does. */
    Uni<Void> plan(Runnable work) {
        return Uni.createFrom().voidItem().emitOn(planning).invoke(work);
    }

    /** From the planning thread. Waits until what was handed over before is done, so that at most two plans are in memory. */
    void handOver(Runnable work) {
        written.join();
        written = CompletableFuture.runAsync(work, writing);
    }

    /** @return whether all that was to be planned before is written in that time */
    boolean drain(Duration timeout) {
        return CompletableFuture.runAsync(() -> written.join(), planning)
                .handle((done, fault) -> fault == null)
                .completeOnTimeout(false, timeout.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public void close() {
        planning.shutdownNow();
        writing.shutdownNow();
    }
}
