package dev.tavilypipeline.analytics.load;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.duckdb.DuckDBConnection;
import org.jboss.logging.Logger;

/**
 * Remembers for each table which runs may have rows in it. The runs are read from the table once; then every batch adds its own
 * before it is merged. A run that is not known has no row, so a merge need not look for it.
 */
final class KnownRuns {

    private static final Logger LOG = Logger.getLogger(KnownRuns.class);

    private static final int PAGE = 500_000;
    /** Of each of the two filters: both may take three eighths of the heap. */
    private static final int MAX_MEBIBYTES = (int) ((Runtime.getRuntime().maxMemory() / 16 * 3) >> 20);

    private final Map<LakeTable, RunIdBloomFilter> filters = new EnumMap<>(LakeTable.class);
    private final Set<LakeTable> full = EnumSet.noneOf(LakeTable.class);
    private UUID fileId;

    /**
     * Those of the runs of which the table may have rows; all of them are known from now on.
     *
     * @param file which the filters belong to: with another one they are read again
     */
    List<UUID> add(Set<UUID> runs, LakeTable table, UUID file, DuckDBConnection connection) throws SQLException {
        if (table.isOrderedByKey()) {
            return List.of();
        }
        RunIdBloomFilter filter = filter(table, file, connection);
        List<UUID> known = runs.stream().filter(filter::mayContain).toList();
        runs.forEach(filter::add);
        if (filter.isFull() && full.add(table)) {
            LOG.warnf(
                    "the heap has no room to remember all runs, so each batch is compared with all stored rows and loads slower:"
                            + " set a larger -Xmx in PIPELINE_JAVA_OPTS table=%s",
                    table.table());
        }
        return known;
    }

    private RunIdBloomFilter filter(LakeTable table, UUID file, DuckDBConnection connection) throws SQLException {
        if (!file.equals(fileId)) {
            filters.clear();
            full.clear();
            fileId = file;
        }
        RunIdBloomFilter filter = filters.get(table);
        if (filter == null) {
            filter = read(table, connection);
            filters.put(table, filter);
        }
        return filter;
    }

    /** By pages, because the driver holds the whole result of a query in memory. */
    private static RunIdBloomFilter read(LakeTable table, DuckDBConnection connection) throws SQLException {
        RunIdBloomFilter filter = new RunIdBloomFilter(MAX_MEBIBYTES);
        String query = "SELECT DISTINCT run_id FROM " + table.table() + " WHERE rowid >= ? AND rowid < ?";
        long end = end(table, connection);
        try (PreparedStatement page = connection.prepareStatement(query)) {
            for (long from = 0; from < end && !filter.isFull(); from += PAGE) {
                page.setLong(1, from);
                page.setLong(2, from + PAGE);
                try (ResultSet rows = page.executeQuery()) {
                    while (rows.next()) {
                        filter.add((UUID) rows.getObject(1));
                    }
                }
            }
        }
        return filter;
    }

    private static long end(LakeTable table, DuckDBConnection connection) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT COALESCE(MAX(rowid) + 1, 0) FROM " + table.table());
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
