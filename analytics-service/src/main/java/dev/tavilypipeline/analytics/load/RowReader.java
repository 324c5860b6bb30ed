package dev.tavilypipeline.analytics.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

import dev.tavilypipeline.analytics.load.Columns.Column;
import dev.tavilypipeline.analytics.sql.NameKey;
import dev.tavilypipeline.contract.Topics;

/**
 * Reads an object's rows. A field that the table does not know is passed over, one that it needs must be there, and a row
 * that is at fault is left out alone; the checksum of the compression is verified, because a flipped bit may still be valid
 * JSON.
 */
final class RowReader {

    private static final int BUFFER = 64 * 1024;
    /** A longer text cannot come from a record: it would take the memory of a whole batch. */
    private static final int MAX_TEXT = Topics.MAX_RECORD_BYTES;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MAX_TEXT).build()).build();

    /** Columns that no object has, and the names that they are derived from. */
    static final Map<String, String> DERIVED = Map.of("company_key", "company_name", "query_key", "query");

    private final Columns columns;

    RowReader(Columns columns) {
        this.columns = columns;
    }

    /**
     * @throws UnreadableObjectException if its rows cannot be told apart or trusted; some were handed over
     * @throws IOException if it could not be read this time
     */
    void read(InputStream object, Sink sink) throws UnreadableObjectException, IOException, SQLException {
        try (JsonParser json = JSON.createParser(new GZIPInputStream(object, BUFFER))) {
            readRows(json, sink);
        } catch (EOFException | ZipException e) {
            throw new UnreadableObjectException("not a whole gzip file", e);
        }
    }

    private void readRows(JsonParser json, Sink sink) throws UnreadableObjectException, IOException, SQLException {
        Object[] row = new Object[columns.all().size()];
        try {
            while (json.nextToken() != null) {
                String fault = readRow(json, row);
                if (fault == null) {
                    sink.accept(row);
                } else {
                    sink.leaveOut("line " + json.currentTokenLocation().getLineNr() + ": " + fault);
                }
            }
        } catch (StreamConstraintsException e) {
            // it has no location of its own
            throw new UnreadableObjectException("line " + json.currentLocation().getLineNr()
                    + ": nested too deep, or with a name, number or text that is too long", e);
        } catch (JsonProcessingException e) {
            throw new UnreadableObjectException("line " + json.currentLocation().getLineNr() + ": not valid JSON", e);
        }
    }

    /** @return what is wrong with it, null where nothing is; the parser stands at its end either way */
    private String readRow(JsonParser json, Object[] row) throws IOException {
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
        deriveKeys(row);
        return fault == null ? missing(row) : fault;
    }

    private void deriveKeys(Object[] row) {
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

    private String missing(Object[] row) {
        List<Column> all = columns.all();
        for (int i = 0; i < row.length; i++) {
            if (row[i] == null && all.get(i).required()) {
                return "field '" + all.get(i).name() + "' is missing";
            }
        }
        return null;
    }

    interface Sink {

        /** Takes one row's values in the order of the columns; the array is used again for the next row. */
        void accept(Object[] row) throws SQLException;

        /** @param reason where it is and what is wrong with it; quotes nothing of what stands in it */
        void leaveOut(String reason);
    }
}
