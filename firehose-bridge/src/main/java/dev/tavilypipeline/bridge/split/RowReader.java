package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;

/** Walks over one row and keeps the range of bytes that it stands in. */
final class RowReader {

    private static final String REVISION = "revision";

    private final JsonParser json;
    private final byte[] envelope;
    private final Map<Table, FieldNames> expected;

    /** @param expected of each table, what its rows have looked like so far */
    RowReader(JsonParser json, byte[] envelope, Map<Table, FieldNames> expected) {
        this.json = json;
        this.envelope = envelope;
        this.expected = expected;
    }

    /** @param path where the row stands in the envelope, asked for only to complain */
    Row read(Table table, Supplier<String> path) throws IOException {
        Required.object(json, path);
        JsonLocation start = json.currentTokenLocation();
        boolean keyed = false;
        boolean revised = false;
        FieldNames names = expected.get(table);
        int place = 0;
        for (String field = nextField(names, place); field != null; field = nextField(names, ++place)) {
            json.nextToken();
            if (field.equals(table.key())) {
                Required.text(json, () -> path.get() + "." + table.key());
                keyed = true;
            } else if (field.equals(REVISION)) {
                Required.wholeNumber(json, () -> path.get() + "." + REVISION);
                revised = true;
            } else {
                json.skipChildren();
            }
        }
        Required.present(keyed, () -> path.get() + "." + table.key());
        Required.present(revised, () -> path.get() + "." + REVISION);
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
            return new Row(table, envelope, envelope, from, to - from);
        }
        byte[] oneLine = OneLine.of(envelope, from, to);
        return new Row(table, envelope, oneLine, 0, oneLine.length);
    }
}
