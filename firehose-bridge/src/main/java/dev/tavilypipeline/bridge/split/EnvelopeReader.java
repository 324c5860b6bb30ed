package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.tavilypipeline.kit.json.UnreadableRecordException;

/** Reads one envelope in one pass. */
final class EnvelopeReader {

    private static final List<String> REQUIRED = List.of("run_id", "revision", "emitted_at", "agent_run", "run_steps",
            "api_calls");

    private final JsonParser json;
    private final RowReader rowReader;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private Instant emittedAt;

    EnvelopeReader(JsonParser json, byte[] envelope, int partition, long offset, Map<Table, FieldNames> expected) {
        this.json = json;
        this.rowReader = new RowReader(json, envelope, partition, offset, expected);
    }

    SplitEnvelope read() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableRecordException("RunEnvelope: not a JSON object");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            readField(field);
            seen.add(field);
        }
        if (json.nextToken() != null) {
            throw new UnreadableRecordException("RunEnvelope: something stands behind its end");
        }
        REQUIRED.forEach(field -> Required.present(seen.contains(field), () -> field));
        return new SplitEnvelope(emittedAt, rows);
    }

    private void readField(String field) throws IOException {
        switch (field) {
            case "run_id" -> Required.text(json, () -> field);
            case "revision" -> Required.wholeNumber(json, () -> field);
            case "emitted_at" -> emittedAt = Required.instant(json, () -> field);
            case "agent_run" -> rows.add(rowReader.read(Table.RUNS, () -> field));
            case "run_steps" -> readRows(Table.STEPS, field);
            case "api_calls" -> readRows(Table.CALLS, field);
            default -> json.skipChildren();
        }
    }

    private void readRows(Table table, String field) throws IOException {
        Required.array(json, () -> field);
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            int index = i;
            rows.add(rowReader.read(table, () -> field + "[" + index + "]"));
        }
    }
}
