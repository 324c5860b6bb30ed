package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.SQLException;
import java.util.UUID;

import org.jboss.logging.Logger;

import dev.tavilypipeline.analytics.warehouse.WarehouseException;

/**
 * The file as it is open now. After certain failures, such as a full disk at a checkpoint, DuckDB rejects all work until the
 * file is opened again. The request at that moment fails, and the next one opens the file; what was committed is kept. A
 * damaged file is set aside, and an empty one is filled from the objects.
 */
final class CurrentDuckDb implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CurrentDuckDb.class);

    private final PreparedFile file;
    private OpenDuckDb open;
    private volatile DuckDbState state;
    private volatile boolean complete;

    /** @throws SQLException if the file cannot be opened */
    CurrentDuckDb(PreparedFile file) throws SQLException {
        this.file = file;
        use(file.openFirst());
    }

    /** Opens the file if it is not open. */
    synchronized OpenDuckDb get() {
        if (open == null) {
            UUID before = state.fileId();
            try {
                use(file.openAgain());
            } catch (SQLException e) {
                throw new WarehouseException(e);
            }
            complete = complete && state.fileId().equals(before);
            LOG.info("warehouse opened again");
        }
        return open;
    }

    /** Of the data, as of the last change. */
    DuckDbState state() {
        get();
        return state;
    }

    void changed(DuckDbState latest) {
        state = latest;
    }

    /** Whether it has been given, since the start, all that the source of objects held. */
    boolean isComplete() {
        return complete;
    }

    void markComplete() {
        complete = true;
    }

    /** @return what the request fails with that used this opening */
    synchronized WarehouseException failed(OpenDuckDb used, SQLException failure) {
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

    synchronized boolean isOpen() {
        return open != null;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            drop(open);
        }
    }

    private void use(OpenDuckDb opened) {
        state = opened.dataAtOpening();
        open = opened;
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
