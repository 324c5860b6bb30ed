package dev.tavilypipeline.analytics.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Loads a few batches at once: the rows of one are read and parsed while those of the one before are merged. One thread submits
 * them. After a failure, the other started ones run to their end.
 */
final class ParallelBatches {

    static final int MAX_BATCHES = 2;

    private final ExecutorService threads;
    private final Deque<Future<?>> started = new ArrayDeque<>();

    ParallelBatches() {
        ThreadPoolExecutor few = new ThreadPoolExecutor(MAX_BATCHES, MAX_BATCHES, 10, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "load-batch");
                    thread.setDaemon(true);
                    return thread;
                });
        few.allowCoreThreadTimeOut(true);
        this.threads = few;
    }

    /** Waits while {@link #MAX_BATCHES} are being loaded; throws what one of those before has thrown. */
    void submit(Runnable batch) {
        if (started.size() >= MAX_BATCHES) {
            awaitFirst();
        }
        started.add(threads.submit(batch));
    }

    /** Returns when all are loaded; throws what the first of them has thrown that failed. */
    void await() {
        RuntimeException failure = null;
        while (!started.isEmpty()) {
            try {
                awaitFirst();
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void awaitFirst() {
        Future<?> first = started.remove();
        try {
            first.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a batch is loaded, as at a stop", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure
                    : new IllegalStateException("a batch failed", e.getCause());
        }
    }
}
