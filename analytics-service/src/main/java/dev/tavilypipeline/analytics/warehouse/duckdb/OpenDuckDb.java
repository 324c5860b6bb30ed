package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.duckdb.DuckDBConnection;

import dev.tavilypipeline.analytics.warehouse.Turns;
import dev.tavilypipeline.analytics.warehouse.WarehouseBusyException;

/** The connections to one opening of the file: a writer, a few loaders, and a few readers. */
final class OpenDuckDb implements AutoCloseable {

    static final int READERS = 4;
    static final int LOADERS = 2;

    private final DuckDBConnection writer;
    private final DuckDbState dataAtOpening;
    private final List<DuckDbReader> readers = new ArrayList<>();
    private final List<DuckDBConnection> loaders = new ArrayList<>();
    private final BlockingQueue<DuckDbReader> freeReaders = new ArrayBlockingQueue<>(READERS);
    private final BlockingQueue<DuckDBConnection> freeLoaders = new ArrayBlockingQueue<>(LOADERS);

    /** @param dataAtOpening what the file held */
    OpenDuckDb(DuckDBConnection writer, DuckDbState dataAtOpening) throws SQLException {
        this.writer = writer;
        this.dataAtOpening = dataAtOpening;
        for (int i = 0; i < READERS; i++) {
            readers.add(new DuckDbReader(writer.duplicate()));
        }
        for (int i = 0; i < LOADERS; i++) {
            loaders.add(writer.duplicate());
        }
        freeReaders.addAll(readers);
        freeLoaders.addAll(loaders);
    }

    DuckDbState dataAtOpening() {
        return dataAtOpening;
    }

    DuckDBConnection writer() {
        return writer;
    }

    /**
     * All that the work asks is answered from one state of the data.
     *
     * @throws WarehouseBusyException if all readers are in use for longer than {@link Turns#MAX_WAIT}
     */
    <T> T read(ReaderWork<T> work) throws SQLException {
        DuckDbReader reader = interruptibly(() -> freeReaders.poll(Turns.MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS));
        if (reader == null) {
            throw new WarehouseBusyException();
        }
        try (Statement transaction = reader.connection().createStatement()) {
            transaction.execute("BEGIN TRANSACTION READ ONLY");
            try {
                return work.on(reader);
            } finally {
                transaction.execute("ROLLBACK");
            }
        } finally {
            freeReaders.add(reader);
        }
    }

    /** Waits until a loader is free. */
    <T> T load(ConnectionWork<T> work) throws SQLException {
        DuckDBConnection loader = interruptibly(freeLoaders::take);
        try {
            return work.on(loader);
        } finally {
            freeLoaders.add(loader);
        }
    }

    /** Work that has a reader for itself. */
    @FunctionalInterface
    interface ReaderWork<T> {
        T on(DuckDbReader reader) throws SQLException;
    }

    private interface Closing {
        void close() throws SQLException;
    }

    private interface Waiting<C> {
        C get() throws InterruptedException;
    }

    private static <C> C interruptibly(Waiting<C> waiting) {
        try {
            return waiting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a connection, as at a stop", e);
        }
    }

    @Override
    public void close() throws SQLException {
        SQLException first = null;
        Stream<Closing> all = Stream.concat(readers.stream().<Closing> map(reader -> reader::close),
                Stream.concat(loaders.stream(), Stream.of(writer)).<Closing> map(connection -> connection::close));
        for (Closing connection : all.toList()) {
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
