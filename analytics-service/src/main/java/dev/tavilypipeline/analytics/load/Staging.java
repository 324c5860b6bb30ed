package dev.tavilypipeline.analytics.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

import dev.tavilypipeline.analytics.warehouse.duckdb.Columns;

/**
 * Where a batch of objects is read to before it is merged: a temporary table of one connection, so that reading changes
 * nothing that others see and an object that breaks off half way leaves nothing behind.
 */
final class Staging {

    static final String TABLE = "staged";

    private final DuckDBConnection writer;
    private final Columns columns;
    private final RowReader reader;
    private final int emittedAt;
    private final int runId;
    private final Set<UUID> runs = new HashSet<>();

    private Staging(DuckDBConnection writer, Columns columns) {
        this.writer = writer;
        this.columns = columns;
        this.reader = new RowReader(columns);
        this.emittedAt = columns.places().get("emitted_at");
        this.runId = columns.places().get("run_id");
    }

    static Staging create(DuckDBConnection writer, LakeTable table, Columns columns) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE " + TABLE
                    + " AS SELECT CAST(0 AS INTEGER) AS object_no, * FROM " + table.table() + " LIMIT 0");
        }
        return new Staging(writer, columns);
    }

    /** An object that has vanished has no result. */
    List<ObjectLoadResult> read(ObjectSource source, List<LakeObject> objects) throws SQLException, IOException {
        List<ObjectLoadResult> results = new ArrayList<>();
        List<Integer> broken = new ArrayList<>();
        try (DuckDBAppender appender = writer.createAppender("temp", "main", TABLE)) {
            for (int no = 0; no < objects.size(); no++) {
                Rows rows = new Rows(appender, no);
                Optional<ObjectLoadResult> result = read(source, objects.get(no), rows);
                result.ifPresent(results::add);
                if (result.isPresent() && result.get().rows() < rows.count) {
                    broken.add(no);
                }
            }
        }
        discard(broken);
        return results;
    }

    /** The runs of all rows that were read. */
    Set<UUID> runs() {
        return runs;
    }

    private Optional<ObjectLoadResult> read(ObjectSource source, LakeObject object, Rows rows)
            throws SQLException, IOException {
        try (InputStream in = source.open(object)) {
            reader.read(in, rows);
            return Optional.of(new ObjectLoadResult(object, rows.count, rows.newest, rows.fault()));
        } catch (UnreadableObjectException e) {
            return Optional.of(ObjectLoadResult.unreadable(object, e.getMessage()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    Columns columns() {
        return columns;
    }

    void empty() throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("TRUNCATE " + TABLE);
        }
    }

    private void discard(List<Integer> broken) throws SQLException {
        try (PreparedStatement delete = writer.prepareStatement("DELETE FROM " + TABLE + " WHERE object_no = ?")) {
            for (int no : broken) {
                delete.setInt(1, no);
                delete.execute();
            }
        }
    }

    private final class Rows implements RowReader.Sink {

        private final DuckDBAppender appender;
        private final int objectNo;
        private long count;
        private long leftOut;
        private String firstFault;
        private Instant newest;

        private Rows(DuckDBAppender appender, int objectNo) {
            this.appender = appender;
            this.objectNo = objectNo;
        }

        @Override
        public void accept(Object[] row) throws SQLException {
            runs.add((UUID) row[runId]);
            appender.beginRow().append(objectNo);
            columns.append(appender, row);
            appender.endRow();
            count++;
            Instant emitted = (Instant) row[emittedAt];
            newest = newest == null || emitted.isAfter(newest) ? emitted : newest;
        }

        @Override
        public void leaveOut(String reason) {
            if (leftOut++ == 0) {
                firstFault = reason;
            }
        }

        private String fault() {
            return leftOut == 0 ? null : leftOut + " row(s) left out, the first in " + firstFault;
        }
    }
}
