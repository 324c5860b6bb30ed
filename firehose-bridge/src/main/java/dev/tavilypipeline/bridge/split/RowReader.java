package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Walks over one row and keeps the range of bytes that it stands in. */
final class RowReader {

    private static final String REVISION = "revision";

    private final JsonParser json;
    private final byte[] envelope;

    RowReader(JsonParser json, byte[] envelope) {
        this.json = json;
        this.envelope = envelope;
    }

    /** @param path where the row stands in the envelope, asked for only to complain */
    Row read(Table table, Supplier<String> path) throws IOException {
        Required.object(json, path);
        JsonLocation start = json.currentTokenLocation();
        boolean keyed = false;
        boolean revised = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
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
