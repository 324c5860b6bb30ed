package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;

import dev.tavilypipeline.analytics.sql.SqlScript;

/**
 * Brings the file to this version's tables and macros. The file is a cache of the objects: if it was made by other table
 * definitions, its tables are dropped and the loader fills them anew.
 */
record Schema(SqlScript tables, SqlScript macros, PriceTables prices) {

    private static final Logger LOG = Logger.getLogger(Schema.class);

    static Schema packaged() {
        return new Schema(SqlScript.of("duckdb/schema.sql"), SqlScript.of("duckdb/compat.sql"),
                PriceTables.packaged());
    }

    void apply(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN TRANSACTION");
            statement.execute("CREATE TABLE IF NOT EXISTS schema_version (definition VARCHAR NOT NULL)");
            List<String> made = column(statement, "SELECT definition FROM schema_version");
            if (!made.equals(List.of(tables.withoutComments()))) {
                rebuild(statement, made.isEmpty());
            }
            for (String macro : macros.statements()) {
                statement.execute(macro);
            }
            prices.fill(connection);
            statement.execute("COMMIT");
        }
    }

    private void rebuild(Statement statement, boolean first) throws SQLException {
        if (!first) {
            LOG.warn("tables of the warehouse have changed, rebuilding it from the objects");
        }
        for (String table : column(statement, "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1")) {
            statement.execute("DROP TABLE " + table);
        }
        statement.execute("CREATE TABLE schema_version (definition VARCHAR NOT NULL)");
        for (String create : tables.statements()) {
            statement.execute(create);
        }
        statement.execute("INSERT INTO load_state VALUES (UUID(), 0, NULL)");
        try (var insert = statement.getConnection().prepareStatement("INSERT INTO schema_version VALUES (?)")) {
            insert.setString(1, tables.withoutComments());
            insert.execute();
        }
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
