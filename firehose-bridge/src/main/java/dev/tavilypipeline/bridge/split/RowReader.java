package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;

/** Reads over one row and keeps the range of bytes that holds it. */
final class RowReader {

    private static final String REVISION = "revision";

    private final JsonParser json;
    private final byte[] envelope;
    private final int partition;
    private final long offset;
    private final Map<Table, FieldNames> expected;

    /** @param expected the field names of the last row of each table */
    RowReader(JsonParser json, byte[] envelope, int partition, long offset, Map<Table, FieldNames> expected) {
        this.json = json;
        this.envelope = envelope;
        this.partition = partition;
        this.offset = offset;
        this.expected = expected;
    }

    /** @param path of the row in the envelope, for error messages */
    Row read(Table table, Supplier<String> path) throws IOException {
        Required.object(json, path);
        JsonLocation start = json.currentTokenLocation();
        boolean hasKey = false;
        boolean hasRevision = false;
        FieldNames names = expected.get(table);
        int place = 0;
        for (String field = nextField(names, place); field != null; field = nextField(names, ++place)) {
            json.nextToken();
            if (field.equals(table.key())) {
                Required.text(json, () -> path.get() + "." + table.key());
                hasKey = true;
            } else if (field.equals(REVISION)) {
                Required.wholeNumber(json, () -> path.get() + "." + REVISION);
                hasRevision = true;
            } else {
                json.skipChildren();
            }
        }
        Required.present(hasKey, () -> path.get() + "." + table.key());
        Required.present(hasRevision, () -> path.get() + "." + REVISION);
        return row(table, start, json.currentLocation());
    }

    /** Null at the end of the row. */
    private String nextField(FieldNames names, int place) throws IOException {
        SerializedString guess = names.at(place);
        if (guess != null && json.nextFieldName(guess)) {
            return guess.getValue();
        }
        JsonToken token = guess == null ? json.nextToken() : json.currentToken();
        if (token == JsonToken.END_OBJECT) {
            return null;
        }
        names.learn(place, json.currentName());
        return json.currentName();
    }

    private Row row(Table table, JsonLocation start, JsonLocation end) {
        int from = (int) start.getByteOffset();
        int to = (int) end.getByteOffset();
        if (start.getLineNr() == end.getLineNr()) {
            return new Row(table, partition, offset, envelope, from, to - from);
        }
        byte[] oneLine = OneLine.of(envelope, from, to);
        return new Row(table, partition, offset, oneLine, 0, oneLine.length);
    }
}
