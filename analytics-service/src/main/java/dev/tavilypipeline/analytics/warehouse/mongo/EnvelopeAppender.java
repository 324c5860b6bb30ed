package dev.tavilypipeline.analytics.warehouse.mongo;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.duckdb.DuckDBAppender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.tavilypipeline.analytics.warehouse.duckdb.Columns;
import dev.tavilypipeline.analytics.warehouse.duckdb.InMemoryTables;
import dev.tavilypipeline.analytics.warehouse.duckdb.JsonRow;

/** Appends the rows of envelopes to the three tables. A row that is at fault is left out alone, as by the loader. */
final class EnvelopeAppender implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, String> TABLES = Map.of("agent_run", "agent_runs", "run_steps", "run_steps", "api_calls",
            "api_calls");

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private long leftOut;

    EnvelopeAppender(InMemoryTables into) throws SQLException {
        for (Map.Entry<String, String> field : TABLES.entrySet()) {
            Columns columns = into.columns(field.getValue());
            tables.put(field.getKey(), new Table(columns, new JsonRow(columns), into.appender(field.getValue())));
        }
    }

    /** @param json a {@link dev.tavilypipeline.contract.RunEnvelope} */
    void append(String json) throws SQLException, IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            String field;
            while ((field = parser.nextFieldName()) != null) {
                JsonToken value = parser.nextToken();
                Table table = tables.get(field);
                if (table == null) {
                    parser.skipChildren();
                } else if (value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        append(table, parser);
                    }
                } else {
                    append(table, parser);
                }
            }
        }
    }

    private void append(Table table, JsonParser parser) throws SQLException, IOException {
        if (table.row().read(parser) != null) {
            leftOut++;
            return;
        }
        table.appender().beginRow();
        table.columns().append(table.appender(), table.row().values());
        table.appender().endRow();
    }

    long leftOut() {
        return leftOut;
    }

    /** Only then are all rows in the tables. */
    @Override
    public void close() throws SQLException {
        for (Table table : tables.values()) {
            table.appender().close();
        }
    }

    private record Table(Columns columns, JsonRow row, DuckDBAppender appender) {
    }
}
