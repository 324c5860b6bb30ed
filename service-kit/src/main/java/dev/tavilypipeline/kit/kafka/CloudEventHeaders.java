package dev.tavilypipeline.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

import dev.tavilypipeline.contract.CloudEvents;
import dev.tavilypipeline.kit.json.UnreadableRecordException;

/** Writes and reads the CloudEvents attributes of a record. */
public final class CloudEventHeaders {

    private CloudEventHeaders() {
    }

    /** @param source the service, such as {@code /agent-service} */
    public static Headers of(String id, String type, String source, Instant time) {
        return new RecordHeaders()
                .add(CloudEvents.ID, id.getBytes(UTF_8))
                .add(CloudEvents.TYPE, (CloudEvents.TYPE_PREFIX + type).getBytes(UTF_8))
                .add(CloudEvents.SOURCE, source.getBytes(UTF_8))
                .add(CloudEvents.TIME, time.toString().getBytes(UTF_8))
                .add(CloudEvents.SPEC_VERSION, "1.0".getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
    }

    /** @throws UnreadableRecordException if the record has none: without it a duplicate could not be recognised */
    public static String requireId(Headers headers) {
        Header id = headers.lastHeader(CloudEvents.ID);
        if (id == null || id.value() == null || id.value().length == 0) {
            throw new UnreadableRecordException("header '" + CloudEvents.ID + "' is missing");
        }
        return new String(id.value(), UTF_8);
    }
}
