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
 * <p>
 * After certain failures, such as a full disk at a checkpoint, DuckDB rejects all work until the file is opened again. The
 * request at that moment fails, and the next one opens the file; what was committed is kept. A damaged file is set aside, and
 * an empty one is filled from the objects.
 */
public final class DuckDbWarehouse implements Warehouse, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DuckDbWarehouse.class);

    private final PreparedFile file;
    private final QueryLimits limits;
    private final ReadTurns turns = new ReadTurns();
    private final Object writing = new Object();
    private OpenDuckDb open;
    private volatile DuckDbState data;
    private volatile boolean complete;

    private DuckDbWarehouse(PreparedFile file, QueryLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /**
     * @param queryLimit after which a statement is cancelled, at least a second
     * @throws dev.tavilypipeline.kit.start.SettingRefusedException if this cannot be the warehouse of this process
     */
    static DuckDbWarehouse open(DuckDbFile file, Duration queryLimit) {
        DuckDbWarehouse warehouse = new DuckDbWarehouse(new PreparedFile(file, Schema.packaged()),
                new QueryLimits(queryLimit, file.memory()));
        try {
            warehouse.use(warehouse.file.openFirst());
        } catch (SQLException e) {
            throw new WarehouseException(e);
        }
        LOG.infof("warehouse opened file=%s memory=%s threads=%d", file.path(), file.memory(), file.threads());
        return warehouse;
    }

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public WarehouseState state() {
        current();
        DuckDbState known = data;
        return new WarehouseState(known.version() + (complete ? "" : "-loading"), known.newestEmittedAt(),
                known.warnings(complete));
    }

    /** Of the file that is open: another one if the file was made anew. */
    public UUID fileId() {
        current();
        return data.fileId();
    }

    /** Whether it has been given, since the start, all that the source of objects held. */
    public boolean isComplete() {
        return complete;
    }

    public void markComplete() {
        complete = true;
    }

    /** Changes rows. Work of several threads is staged side by side and then merged one after the other. */
    public <S, R> R load(LoadWork<S, R> work) {
        OpenDuckDb current = current();
        try {
            return current.load(loader -> {
                S staged = work.stage(loader);
                synchronized (writing) {
                    R result = work.merge(loader, staged);
                    data = DuckDbState.of(loader);
                    return result;
                }
            });
        } catch (SQLException e) {
            throw failed(current, e);
        }
    }

    /** The work has the writer for itself, and changes no rows. */
    public <T> T write(ConnectionWork<T> work) {
        synchronized (writing) {
            OpenDuckDb current = current();
            try {
                return work.on(current.writer());
            } catch (SQLException e) {
                throw failed(current, e);
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
        OpenDuckDb current = current();
        try {
            return turns.take(limits, limit -> current.read(reader -> work.on(query -> reader.query(query, limit))));
        } catch (SQLException e) {
            if (limits.areExceeded(e)) {
                throw limits.tooLarge(requested, e);
            }
            throw failed(current, e);
        }
    }

    public synchronized boolean isOpen() {
        return open != null;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            drop(open);
        }
    }

    private synchronized OpenDuckDb current() {
        if (open == null) {
            UUID before = data.fileId();
            try {
                use(file.openAgain());
            } catch (SQLException e) {
                throw new WarehouseException(e);
            }
            complete = complete && data.fileId().equals(before);
            LOG.info("warehouse opened again");
        }
        return open;
    }

    private void use(OpenDuckDb opened) {
        data = opened.dataAtOpening();
        open = opened;
    }

    private synchronized WarehouseException failed(OpenDuckDb used, SQLException failure) {
        boolean damaged = DamagedFile.isReason(failure);
        if (open == used && (damaged || String.valueOf(failure.getMessage()).startsWith("FATAL"))) {
            LOG.errorf("duckdb is unusable, the next request opens the file again reason=\"%s\"",
                    failure.getMessage().lines().findFirst().orElse(""));
            drop(used);
            if (damaged) {
                setAside(failure);
            }
        }
        return new WarehouseException(failure);
    }

    private void setAside(SQLException reason) {
        complete = false;
        try {
            file.setAside(reason);
        } catch (SQLException e) {
            LOG.errorf("warehouse file not set aside reason=\"%s\"", e.getMessage());
        }
    }

    private void drop(OpenDuckDb used) {
        open = null;
        try {
            used.close();
        } catch (SQLException e) {
            LOG.warnf("duckdb could not be closed reason=\"%s\"", e.getMessage());
        }
    }
}
