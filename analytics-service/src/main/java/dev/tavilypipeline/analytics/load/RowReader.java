package dev.tavilypipeline.analytics.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

import dev.tavilypipeline.analytics.warehouse.duckdb.Columns;
import dev.tavilypipeline.analytics.warehouse.duckdb.JsonRow;
import dev.tavilypipeline.contract.Topics;

/**
 * Reads an object's rows. A field that the table does not know is passed over, one that it needs must be there, and a row
 * that is at fault is left out alone; the checksum of the compression is verified, because a flipped bit may still be valid
 * JSON.
 */
final class RowReader {

    private static final int BUFFER = 64 * 1024;
    /** A longer text cannot come from a record: it would take the memory of a whole batch. */
    private static final int MAX_TEXT_LENGTH = Topics.MAX_RECORD_BYTES;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MAX_TEXT_LENGTH).build()).build();

    private final JsonRow row;

    RowReader(Columns columns) {
        this.row = new JsonRow(columns);
    }

    /**
     * @throws UnreadableObjectException if its rows cannot be separated or trusted; some were handed over
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
        try {
            while (json.nextToken() != null) {
                String fault = row.read(json);
                if (fault == null) {
                    sink.accept(row.values());
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

    interface Sink {

        /** Takes one row's values in the order of the columns; the array is used again for the next row. */
        void accept(Object[] row) throws SQLException;

        /** @param reason where it is and what is wrong with it; quotes nothing of what stands in it */
        void leaveOut(String reason);
    }
}
