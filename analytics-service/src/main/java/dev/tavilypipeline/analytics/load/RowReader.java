package dev.tavilypipeline.analytics.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;

import dev.tavilypipeline.analytics.load.Columns.Column;

/**
 * Reads an object's rows. A field that the table does not know is passed over, one that it needs must be there; the
 * checksum of the compression is verified, because a flipped bit may still be valid JSON.
 */
final class RowReader {

    private static final int BUFFER = 64 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final Columns columns;

    RowReader(Columns columns) {
        this.columns = columns;
    }

    /**
     * @throws UnreadableObjectException if the object can never be read; rows before the fault were handed over
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
                readRow(json, row);
                sink.accept(row);
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableObjectException("line " + line(json) + ": not valid JSON", e);
        }
    }

    private void readRow(JsonParser json, Object[] row) throws UnreadableObjectException, IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new UnreadableObjectException("line " + line(json) + ": not a JSON object");
        }
        Arrays.fill(row, null);
        String name;
        while ((name = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            Integer place = columns.places().get(name);
            if (place == null) {
                json.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                row[place] = value(json, columns.all().get(place));
            }
        }
        requireAll(json, row);
    }

    private static Object value(JsonParser json, Column column) throws UnreadableObjectException, IOException {
        Object value;
        try {
            value = column.type().read(json);
        } catch (InputCoercionException e) {
            value = null;
        }
        if (value == null) {
            throw new UnreadableObjectException(
                    "line " + line(json) + ": field '" + column.name() + "' is not " + column.type().meaning());
        }
        return value;
    }

    private void requireAll(JsonParser json, Object[] row) throws UnreadableObjectException {
        List<Column> all = columns.all();
        for (int i = 0; i < row.length; i++) {
            if (row[i] == null && all.get(i).required()) {
                throw new UnreadableObjectException("line " + line(json) + ": field '" + all.get(i).name() + "' is missing");
            }
        }
    }

    private static int line(JsonParser json) {
        return json.currentLocation().getLineNr();
    }

    /** Takes one row's values in the order of the columns; the array is used again for the next row. */
    @FunctionalInterface
    interface Sink {
        void accept(Object[] row) throws SQLException;
    }
}
