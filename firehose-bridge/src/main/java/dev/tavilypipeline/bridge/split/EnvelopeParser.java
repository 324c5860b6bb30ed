package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;

import dev.tavilypipeline.bridge.split.EnvelopeSplitter.SplitEnvelope;
import dev.tavilypipeline.contract.SupportedTimes;
import dev.tavilypipeline.kit.json.UnreadableRecordException;

/** Reads one envelope in one pass, and keeps the range of bytes of each row. Errors name the field as the JSON does. */
final class EnvelopeParser {

    private static final List<String> REQUIRED = List.of("run_id", "revision", "emitted_at", "agent_run", "run_steps",
            "api_calls");
    private static final String REVISION = "revision";

    /** How many names of a row are compared with those of the row before; names after these are looked up. */
    private static final int MAX_EXPECTED_NAMES = 64;

    private final JsonParser json;
    private final byte[] envelope;
    private final int partition;
    private final long offset;
    private final Map<Table, List<SerializedString>> expectedNames;
    private final List<Row> rows = new ArrayList<>();
    private Instant emittedAt;

    /** @param expectedNames the field names of the last row of each table, in order; read and updated */
    EnvelopeParser(JsonParser json, byte[] envelope, int partition, long offset,
            Map<Table, List<SerializedString>> expectedNames) {
        this.json = json;
        this.envelope = envelope;
        this.partition = partition;
        this.offset = offset;
        this.expectedNames = expectedNames;
    }

    SplitEnvelope parse() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableRecordException("RunEnvelope: not a JSON object");
        }
        Set<String> missing = new LinkedHashSet<>(REQUIRED);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "run_id" -> requireText();
                case REVISION -> require(JsonToken.VALUE_NUMBER_INT, "a whole number");
                case "emitted_at" -> emittedAt = instant();
                case "agent_run" -> addRow(Table.RUNS);
                case "run_steps" -> addRows(Table.STEPS);
                case "api_calls" -> addRows(Table.CALLS);
                default -> json.skipChildren();
            }
            missing.remove(field);
        }
        if (json.nextToken() != null) {
            throw new UnreadableRecordException("RunEnvelope: something stands behind its end");
        }
        missing.stream().findFirst().ifPresent(field -> check(false, field, "is missing"));
        return new SplitEnvelope(emittedAt, rows);
    }

    private void addRows(Table table) throws IOException {
        require(JsonToken.START_ARRAY, "an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            addRow(table);
        }
    }

    private void addRow(Table table) throws IOException {
        require(JsonToken.START_OBJECT, "an object");
        JsonLocation start = json.currentTokenLocation();
        boolean hasKey = false;
        boolean hasRevision = false;
        List<SerializedString> names = expectedNames.get(table);
        int place = 0;
        for (String field = nextField(names, place); field != null; field = nextField(names, ++place)) {
            json.nextToken();
            if (field.equals(table.key())) {
                requireText();
                hasKey = true;
            } else if (field.equals(REVISION)) {
                require(JsonToken.VALUE_NUMBER_INT, "a whole number");
                hasRevision = true;
            } else {
                json.skipChildren();
            }
        }
        check(hasKey, table.key(), "is missing");
        check(hasRevision, REVISION, "is missing");
        JsonLocation end = json.currentLocation();
        int from = (int) start.getByteOffset();
        Row row = new Row(table, partition, offset, envelope, from, (int) end.getByteOffset() - from);
        rows.add(start.getLineNr() == end.getLineNr() ? row : row.onOneLine());
    }

    /**
     * Null at the end of the row. Rows of a table usually have the same names, and comparing a name with an expected one is
     * much cheaper than looking it up.
     */
    private String nextField(List<SerializedString> names, int place) throws IOException {
        if (place >= names.size()) {
            json.nextToken();
        } else if (json.nextFieldName(names.get(place))) {
            return names.get(place).getValue();
        }
        if (json.currentToken() == JsonToken.END_OBJECT) {
            return null;
        }
        String name = json.currentName();
        if (place < names.size()) {
            names.set(place, new SerializedString(name));
        } else if (place < MAX_EXPECTED_NAMES) {
            names.add(new SerializedString(name));
        }
        return name;
    }

    private Instant instant() throws IOException {
        requireText();
        try {
            Instant time = Instant.parse(json.getText());
            check(SupportedTimes.contain(time), "", "must be " + SupportedTimes.MEANING);
            return time;
        } catch (DateTimeException e) {
            throw unreadable("", "must be a UTC instant in ISO-8601");
        }
    }

    private void requireText() throws IOException {
        check(json.currentToken() == JsonToken.VALUE_STRING && json.getTextLength() > 0, "",
                "must be a text that is not empty");
    }

    private void require(JsonToken token, String what) {
        check(json.currentToken() == token, "", "must be " + what);
    }

    private void check(boolean isValid, String child, String problem) {
        if (!isValid) {
            throw unreadable(child, problem);
        }
    }

    /** @param child of the object that was read last, or empty for the value that the parser is at */
    private UnreadableRecordException unreadable(String child, String problem) {
        String path = json.getParsingContext().pathAsPointer() + (child.isEmpty() ? "" : "/" + child);
        String field = path.substring(1).replaceAll("/([0-9]+)", "[$1]").replace('/', '.');
        return new UnreadableRecordException("RunEnvelope: required field '" + field + "' " + problem);
    }
}
