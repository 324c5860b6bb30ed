package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.SerializedString;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.UnreadableRecordException;
import dev.tavilypipeline.kit.json.Utf8Json;

/**
 * Splits envelopes into rows. A row is the bytes that the collector wrote: numbers, escapes and fields that this version does
 * not know reach the warehouse unchanged. An envelope is split as a whole or not at all. Not thread-safe.
 */
public final class EnvelopeSplitter {

    private final JsonFactory factory = JsonFactory.builder()
            // unknown names would stay in the JVM's own table for ever
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** Of the last row of each table, in order. */
    private final Map<Table, List<SerializedString>> fieldNames = new EnumMap<>(Table.class);

    /** @param rows in the envelope's order */
    public record SplitEnvelope(Instant emittedAt, List<Row> rows) {
    }

    public EnvelopeSplitter() {
        for (Table table : Table.values()) {
            fieldNames.put(table, new ArrayList<>());
        }
    }

    /**
     * @param envelope the value of the record at {@code partition} and {@code offset}
     * @throws UnreadableRecordException if the bytes are not an envelope, or one of its rows has no key or revision
     */
    public SplitEnvelope split(int partition, long offset, byte[] envelope) {
        if (envelope == null) {
            throw new UnreadableRecordException("the record has no value");
        }
        if (envelope.length > Topics.MAX_RECORD_BYTES) {
            throw new UnreadableRecordException("RunEnvelope: " + envelope.length + " bytes, and a record has at most "
                    + Topics.MAX_RECORD_BYTES);
        }
        if (!Utf8Json.is(envelope)) {
            throw new UnreadableRecordException("RunEnvelope: not UTF-8");
        }
        try (JsonParser json = factory.createParser(envelope)) {
            return new EnvelopeParser(json, envelope, partition, offset, fieldNames).parse();
        } catch (StreamConstraintsException e) {
            throw new UnreadableRecordException("RunEnvelope: nested too deep, or with a name or number that is too long", e);
        } catch (JsonProcessingException e) {
            throw new UnreadableRecordException("RunEnvelope: not valid JSON near byte " + e.getLocation().getByteOffset(), e);
        } catch (IOException e) {
            throw new UnreadableRecordException("RunEnvelope: not valid JSON", e);
        }
    }
}
