package dev.tavilypipeline.analytics.warehouse;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

/** Cancels the statement that a thread runs, and all that it would run next, when whoever asked for them has left. */
public final class Cancellation {

    private static final Logger LOG = Logger.getLogger(Cancellation.class);
    private static final Executor AGAIN = CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);
    private static final ThreadLocal<Cancellation> CURRENT = new ThreadLocal<>();

    private Statement running;
    private boolean cancelled;

    /** Whatever the work asks of a warehouse on this thread can be cancelled. */
    public <T> T during(Supplier<T> work) {
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    /** By any thread, at any time. */
    public synchronized void cancel() {
        cancelled = true;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                LOG.debugf("statement not cancelled reason=\"%s\"", e.getMessage());
            }
            // a statement that is about to begin does not notice
            AGAIN.execute(this::cancel);
        }
    }

    /** @throws RequestCancelledException if the thread's work was cancelled */
    static void begin(Statement statement) {
        Cancellation current = CURRENT.get();
        if (current != null) {
            current.beginHere(statement);
        }
    }

    /** @throws RequestCancelledException if it was cancelled, whatever the driver made of that */
    static void end() {
        Cancellation current = CURRENT.get();
        if (current != null) {
            current.endHere();
        }
    }

    private synchronized void beginHere(Statement statement) {
        if (cancelled) {
            throw new RequestCancelledException();
        }
        running = statement;
    }

    private synchronized void endHere() {
        running = null;
        if (cancelled) {
            throw new RequestCancelledException();
        }
    }
}
