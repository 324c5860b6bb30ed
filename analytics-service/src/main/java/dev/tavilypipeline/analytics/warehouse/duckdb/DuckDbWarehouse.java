package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import org.jboss.logging.Logger;

import dev.tavilypipeline.analytics.warehouse.Warehouse;
import dev.tavilypipeline.analytics.warehouse.WarehouseException;
import dev.tavilypipeline.analytics.warehouse.WarehouseState;
import dev.tavilypipeline.analytics.warehouse.WindowTooLargeException;
import dev.tavilypipeline.analytics.window.Window;

/**
 * The embedded warehouse: one DuckDB file, opened by this process alone, with several connections that read and one that
 * writes.
 */
public final class DuckDbWarehouse implements Warehouse, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DuckDbWarehouse.class);

    private final CurrentDuckDb duckdb;
    private final QueryLimits limits;
    private final ReadTurns turns = new ReadTurns();
    private final Object writing = new Object();

    private DuckDbWarehouse(CurrentDuckDb duckdb, QueryLimits limits) {
        this.duckdb = duckdb;
        this.limits = limits;
    }

    /**
     * @param queryLimit after which a statement is cancelled, at least a second
     * @throws dev.tavilypipeline.kit.start.SettingRefusedException if this cannot be the warehouse of this process
     */
    static DuckDbWarehouse open(DuckDbFile file, Duration queryLimit) {
        try {
            CurrentDuckDb duckdb = new CurrentDuckDb(new PreparedFile(file, Schema.packaged()));
            LOG.infof("warehouse opened file=%s memory=%s threads=%d", file.path(), file.memory(), file.threads());
            return new DuckDbWarehouse(duckdb, new QueryLimits(queryLimit, file.memory()));
        } catch (SQLException e) {
            throw new WarehouseException(e);
        }
    }

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public WarehouseState state() {
        DuckDbState known = duckdb.state();
        boolean complete = duckdb.isComplete();
        return new WarehouseState(known.version() + (complete ? "" : "-loading"), known.newestEmittedAt(),
                known.warnings(complete));
    }

    /** Of the file that is open: another one if the file was made anew. */
    public UUID fileId() {
        return duckdb.state().fileId();
    }

    /** Whether it has been given, since the start, all that the source of objects held. */
    public boolean isComplete() {
        return duckdb.isComplete();
    }

    public void markComplete() {
        duckdb.markComplete();
    }

    /** Changes rows. Work of several threads is staged side by side and then merged one after the other. */
    public <S, R> R load(LoadWork<S, R> work) {
        OpenDuckDb current = duckdb.get();
        try {
            return current.load(loader -> {
                S staged = work.stage(loader);
                synchronized (writing) {
                    R result = work.merge(loader, staged);
                    duckdb.changed(DuckDbState.of(loader));
                    return result;
                }
            });
        } catch (SQLException e) {
            throw duckdb.failed(current, e);
        }
    }

    /** The work has the writer for itself, and changes no rows. */
    public <T> T write(ConnectionWork<T> work) {
        synchronized (writing) {
            OpenDuckDb current = duckdb.get();
            try {
                return work.on(current.writer());
            } catch (SQLException e) {
                throw duckdb.failed(current, e);
            }
        }
    }

    /**
     * All that the work asks is answered from one state of the data, whatever is loaded meanwhile.
     *
     * @throws WindowTooLargeException if a query takes more time, memory or temporary files than it may: the warehouse has not
     *         failed, and answers others
     */
    @Override
    public <T> T read(Window requested, Work<T> work) {
        OpenDuckDb current = duckdb.get();
        try {
            return turns.take(limits, limit -> current.read(reader -> work.on(query -> reader.query(query, limit))));
        } catch (SQLException e) {
            if (limits.areExceeded(e)) {
                throw limits.tooLarge(requested, e);
            }
            throw duckdb.failed(current, e);
        }
    }

    public boolean isOpen() {
        return duckdb.isOpen();
    }

    @Override
    public void close() {
        duckdb.close();
    }
}
