package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

import org.duckdb.DuckDBConnection;
import org.jboss.logging.Logger;

import dev.tavilypipeline.analytics.warehouse.JdbcRows;
import dev.tavilypipeline.analytics.warehouse.Warehouse;
import dev.tavilypipeline.analytics.warehouse.WarehouseException;
import dev.tavilypipeline.analytics.warehouse.WarehouseState;
import dev.tavilypipeline.analytics.window.Window;

/**
 * The embedded warehouse: one DuckDB file, which this process alone has open, with one writer and a few readers side by side.
 * <p>
 * After certain failures, such as a full disk at a checkpoint, DuckDB refuses all further work until the file is opened
 * again. What was asked for then fails, and the next who asks opens it: nothing committed is lost, nothing else is kept. A file
 * that turns out to be damaged is set aside, and an empty one takes its place, which is filled from the objects.
 */
public final class DuckDbWarehouse implements Warehouse, AutoCloseable {

    private static final Duration QUERY_LIMIT = Duration.ofSeconds(20);
    private static final String SPILL = "4GB";

    private static final Logger LOG = Logger.getLogger(DuckDbWarehouse.class);

    private final DuckDbFile file;
    private final Duration queryLimit;
    private final Schema schema = Schema.packaged();
    private final Object writing = new Object();
    private OpenDuckDb open;
    private volatile DataState data;
    private volatile boolean complete;

    private DuckDbWarehouse(DuckDbFile file, Duration queryLimit) {
        this.file = file;
        this.queryLimit = queryLimit;
    }

    /**
     * @param memory how much DuckDB may keep in memory, such as {@code 128MB}
     * @throws dev.tavilypipeline.kit.start.SettingRefusedException if this cannot be the warehouse of this process
     */
    public static DuckDbWarehouse open(Path path, String memory, int threads) {
        return open(new DuckDbFile(path.toAbsolutePath().normalize(), memory, threads, SPILL), QUERY_LIMIT);
    }

    /** @param queryLimit after which a statement is cancelled, at least a second */
    static DuckDbWarehouse open(DuckDbFile file, Duration queryLimit) {
        DuckDbWarehouse warehouse = new DuckDbWarehouse(file, queryLimit);
        try {
            warehouse.open = warehouse.prepared(file.openFirst());
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
        DataState known = data;
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

    /** The work has the writer for itself, makes its own transactions and changes rows. */
    public <T> T change(WriterWork<T> work) {
        T result = write(work);
        data = write(DataState::of);
        return result;
    }

    /** The work has the writer for itself, and changes no rows. */
    public <T> T write(WriterWork<T> work) {
        synchronized (writing) {
            OpenDuckDb current = current();
            try {
                return work.on(current.writer());
            } catch (SQLException e) {
                throw failed(current, e);
            }
        }
    }

    /** All that the work asks is answered from one state of the data, whatever is loaded meanwhile. */
    @Override
    public <T> T read(Window requested, Work<T> work) {
        OpenDuckDb current = current();
        DuckDBConnection reader = current.borrowReader();
        try (Statement transaction = reader.createStatement()) {
            transaction.execute("BEGIN TRANSACTION READ ONLY");
            try {
                return work.on(query -> JdbcRows.query(reader, query, queryLimit));
            } finally {
                transaction.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            throw failed(current, e);
        } finally {
            current.giveBack(reader);
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
                open = prepared(file.openOrSetAside());
            } catch (SQLException e) {
                throw new WarehouseException(e);
            }
            complete = complete && data.fileId().equals(before);
            LOG.info("warehouse opened again");
        }
        return open;
    }

    private synchronized WarehouseException failed(OpenDuckDb used, SQLException failure) {
        boolean damaged = DamagedFile.isReason(failure);
        if (open == used && (damaged || String.valueOf(failure.getMessage()).startsWith("FATAL"))) {
            LOG.errorf("warehouse has to be opened again reason=\"%s\"", failure.getMessage().lines().findFirst().orElse(""));
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
            DamagedFile.setAside(file.path(), reason);
        } catch (SQLException e) {
            LOG.errorf("warehouse file not set aside reason=\"%s\"", e.getMessage());
        }
    }

    private void drop(OpenDuckDb used) {
        open = null;
        try {
            used.close();
        } catch (SQLException e) {
            LOG.warnf("warehouse did not close in order reason=\"%s\"", e.getMessage());
        }
    }

    private OpenDuckDb prepared(DuckDBConnection writer) throws SQLException {
        try {
            return preparedAsItIs(writer);
        } catch (SQLException e) {
            if (!DamagedFile.isReasonAtOpening(e, file.path())) {
                throw e;
            }
            DamagedFile.setAside(file.path(), e);
            return preparedAsItIs(file.open());
        }
    }

    private OpenDuckDb preparedAsItIs(DuckDBConnection writer) throws SQLException {
        try {
            schema.apply(writer);
            data = DataState.of(writer);
            return new OpenDuckDb(writer);
        } catch (SQLException e) {
            writer.close();
            throw e;
        }
    }

    @FunctionalInterface
    public interface WriterWork<T> {
        T on(DuckDBConnection writer) throws SQLException;
    }
}
