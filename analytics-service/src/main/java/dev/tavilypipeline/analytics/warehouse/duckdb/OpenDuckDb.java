package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.duckdb.DuckDBConnection;

import dev.tavilypipeline.analytics.warehouse.WarehouseBusyException;

/** The connections to one opening of the file: a writer and a few readers. */
final class OpenDuckDb implements AutoCloseable {

    static final int READERS = 4;
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final DuckDBConnection writer;
    private final List<DuckDBConnection> readers = new ArrayList<>();
    private final BlockingQueue<DuckDBConnection> free = new ArrayBlockingQueue<>(READERS);

    OpenDuckDb(DuckDBConnection writer) throws SQLException {
        this.writer = writer;
        for (int i = 0; i < READERS; i++) {
            readers.add(writer.duplicate());
        }
        free.addAll(readers);
    }

    DuckDBConnection writer() {
        return writer;
    }

    DuckDBConnection borrowReader() {
        try {
            DuckDBConnection reader = free.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (reader == null) {
                throw new WarehouseBusyException();
            }
            return reader;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a reader, as at a stop", e);
        }
    }

    void giveBack(DuckDBConnection reader) {
        free.add(reader);
    }

    @Override
    public void close() throws SQLException {
        SQLException first = null;
        for (DuckDBConnection connection : Stream.concat(readers.stream(), Stream.of(writer)).toList()) {
            try {
                connection.close();
            } catch (SQLException e) {
                // the others all the same: DuckDB has the file locked until the last one is closed
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
