package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import dev.tavilypipeline.analytics.warehouse.Turns;

/**
 * All readers share DuckDB's memory. A reading that ran out of it beside others is done once more alone, while others wait, so
 * that its result does not depend on the load.
 */
final class ReadTurns {

    /** For a query of a reading that is alone: those who wait are served before they have waited for too long. */
    static final Duration MAX_TIME_ALONE = Duration.ofSeconds(5);

    private final ReentrantReadWriteLock turns = new ReentrantReadWriteLock(true);
    private final AtomicLong started = new AtomicLong();

    /** Queries in one transaction. It may be done twice. */
    @FunctionalInterface
    interface Reading<T> {

        /** @param limit for each query */
        T within(Duration limit) throws SQLException;
    }

    /**
     * @throws dev.tavilypipeline.analytics.warehouse.WarehouseBusyException if its turn does not come
     * @throws SQLException the first failure, if it fails alone at a limit, too
     */
    <T> T take(QueryLimits limits, Reading<T> reading) throws SQLException {
        SQLException failure;
        Turns.await(turns.readLock());
        long own = started.incrementAndGet();
        boolean hasOthers = turns.getReadLockCount() > 1;
        try {
            return reading.within(limits.time());
        } catch (SQLException e) {
            if (!QueryLimits.isOutOfMemory(e) || (!hasOthers && started.get() == own)) {
                throw e;
            }
            failure = e;
        } finally {
            turns.readLock().unlock();
        }
        return alone(limits, reading, failure);
    }

    private <T> T alone(QueryLimits limits, Reading<T> reading, SQLException failure) throws SQLException {
        Turns.await(turns.writeLock());
        try {
            return reading.within(MAX_TIME_ALONE.compareTo(limits.time()) < 0 ? MAX_TIME_ALONE : limits.time());
        } catch (SQLException e) {
            throw limits.areExceeded(e) ? failure : e;
        } finally {
            turns.writeLock().unlock();
        }
    }
}
