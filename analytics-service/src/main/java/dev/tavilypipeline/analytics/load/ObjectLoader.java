package dev.tavilypipeline.analytics.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.duckdb.DuckDBConnection;

import dev.tavilypipeline.analytics.warehouse.duckdb.Columns;
import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;
import dev.tavilypipeline.analytics.warehouse.duckdb.LoadWork;

/**
 * Loads a batch of one table's objects.
 * <p>
 * <b>Delivery.</b> The rows are merged and the objects remembered in one transaction: after a crash at any point each
 * object is loaded or not, and loading it again changes nothing. A row or an object that is at fault itself is left out and
 * remembered with the reason, and its neighbours are loaded; after any other failure nothing of the batch is.
 */
final class ObjectLoader {

    private final ObjectSource source;
    private final DuckDbWarehouse warehouse;
    private final Clock clock;
    private final KnownRuns knownRuns = new KnownRuns();

    ObjectLoader(ObjectSource source, DuckDbWarehouse warehouse, Clock clock) {
        this.source = source;
        this.warehouse = warehouse;
        this.clock = clock;
    }

    /** By several threads at once. */
    List<ObjectLoadResult> load(LakeTable table, List<LakeObject> objects) {
        return warehouse.load(new Loading(table, objects));
    }

    private record Staged(Staging staging, List<ObjectLoadResult> results) {
    }

    private final class Loading implements LoadWork<Staged, List<ObjectLoadResult>> {

        private final LakeTable table;
        private final List<LakeObject> objects;

        private Loading(LakeTable table, List<LakeObject> objects) {
            this.table = table;
            this.objects = objects;
        }

        @Override
        public Staged stage(DuckDBConnection loader) throws SQLException {
            Staging staging = Staging.create(loader, table, Columns.of(loader, table.table()));
            // a transaction of its own: without one, DuckDB would commit every 2,048 rows
            return inTransaction(loader, () -> new Staged(staging, read(staging)));
        }

        private List<ObjectLoadResult> read(Staging staging) throws SQLException {
            try {
                return staging.read(source, objects);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<ObjectLoadResult> merge(DuckDBConnection loader, Staged staged) throws SQLException {
            List<UUID> known = knownRuns.add(staged.staging().runs(), table, warehouse.fileId(), loader);
            inTransaction(loader, () -> {
                new Merge(loader, table, staged.staging().columns(), known).run();
                new LoadedObjects(loader).remember(staged.results(), clock.instant());
                return null;
            });
            staged.staging().empty();
            return staged.results();
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T inTransaction(DuckDBConnection connection, Work<T> work) throws SQLException {
        try (Statement transaction = connection.createStatement()) {
            transaction.execute("BEGIN TRANSACTION");
            try {
                T result = work.run();
                transaction.execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(DuckDBConnection connection, Exception cause) {
        try (Statement transaction = connection.createStatement()) {
            transaction.execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
