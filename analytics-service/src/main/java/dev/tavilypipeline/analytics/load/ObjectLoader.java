package dev.tavilypipeline.analytics.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;

import org.duckdb.DuckDBConnection;

import dev.tavilypipeline.analytics.warehouse.duckdb.Columns;
import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;

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

    List<ObjectLoadResult> load(LakeTable table, List<LakeObject> objects) {
        return warehouse.change(writer -> {
            Columns columns = Columns.of(writer, table.table());
            RunFilter known = knownRuns.of(table, warehouse.fileId(), writer);
            Staging staging = Staging.create(writer, table, columns, known);
            List<ObjectLoadResult> results = stage(staging, objects);
            knownRuns.add(table, staging.runs());
            merge(writer, new Merge(writer, table, columns), results);
            return results;
        });
    }

    private List<ObjectLoadResult> stage(Staging staging, List<LakeObject> objects) throws SQLException {
        try {
            return staging.read(source, objects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void merge(DuckDBConnection writer, Merge merge, List<ObjectLoadResult> results) throws SQLException {
        try (Statement transaction = writer.createStatement(); Statement work = writer.createStatement()) {
            transaction.execute("BEGIN TRANSACTION");
            try {
                merge.run();
                new LoadedObjects(writer).remember(results, clock.instant());
                transaction.execute("COMMIT");
            } catch (SQLException e) {
                rollBack(writer, e);
                throw e;
            }
            work.execute("TRUNCATE " + Staging.TABLE);
        }
    }

    private static void rollBack(DuckDBConnection writer, SQLException cause) {
        try (Statement transaction = writer.createStatement()) {
            transaction.execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
