package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;

import dev.tavilypipeline.analytics.sql.NameKey;
import dev.tavilypipeline.analytics.warehouse.duckdb.Columns.Column;

/**
 * Reads one row of a table after another from JSON objects of the contract. A field that the table does not know is passed
 * over, one that it needs must be there.
 */
public final class JsonRow {

    /** Columns that no object has, and the names that they are derived from. */
    public static final Map<String, String> DERIVED = Map.of("company_key", "company_name", "query_key", "query");

    private final Columns columns;
    private final Object[] row;

    public JsonRow(Columns columns) {
        this.columns = columns;
        this.row = new Object[columns.all().size()];
    }

    /** In the order of the columns; the next row overwrites them. */
    public Object[] values() {
        return row;
    }

    /**
     * Reads the value that the parser stands at; afterwards it stands at its end.
     *
     * @return what is wrong with it, which quotes nothing of what stands in it; null where nothing is
     */
    public String read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return "not a JSON object";
        }
        Arrays.fill(row, null);
        String fault = null;
        String name;
        while ((name = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            Integer place = columns.places().get(name);
            if (place != null && token != JsonToken.VALUE_NULL && fault == null) {
                row[place] = value(json, columns.all().get(place).type());
                fault = row[place] == null ? wrong(columns.all().get(place)) : null;
            }
            json.skipChildren();
        }
        deriveKeys();
        return fault == null ? missing() : fault;
    }

    private void deriveKeys() {
        DERIVED.forEach((key, name) -> {
            Integer place = columns.places().get(key);
            if (place != null) {
                row[place] = NameKey.of((String) row[columns.places().get(name)]);
            }
        });
    }

    private static Object value(JsonParser json, ColumnType type) throws IOException {
        try {
            return type.read(json);
        } catch (InputCoercionException e) {
            return null;
        }
    }

    private static String wrong(Column column) {
        return "field '" + column.name() + "' is not " + column.type().meaning();
    }

    private String missing() {
        List<Column> all = columns.all();
        for (int i = 0; i < row.length; i++) {
            if (row[i] == null && all.get(i).required()) {
                return "field '" + all.get(i).name() + "' is missing";
            }
        }
        return null;
    }
}
