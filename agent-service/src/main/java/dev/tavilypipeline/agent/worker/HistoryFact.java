package dev.tavilypipeline.agent.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.CloudEvents;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.json.UnreadableRecordException;

/**
 * What the history needs of a record: its type and key from the headers, and the call if its cost counts. The other values are
 * dropped while they are read, so that a poll holds none of them.
 *
 * @param key the {@code ce_id}
 * @param call null unless it is one
 */
record HistoryFact(Kind kind, String key, ApiCallFinished call) {

    enum Kind {
        STARTED,
        FINISHED,
        CANCELLED,
        CALL,
        OTHER
    }

    private static final HistoryFact OTHER = new HistoryFact(Kind.OTHER, "", null);

    static Deserializer<HistoryFact> deserializer() {
        return new Deserializer<>() {
            @Override
            public HistoryFact deserialize(String topic, byte[] value) {
                return OTHER;
            }

            @Override
            public HistoryFact deserialize(String topic, Headers headers, byte[] value) {
                Kind kind = kindOf(text(headers.lastHeader(CloudEvents.TYPE)));
                if (kind == Kind.CANCELLED && !isCancellation(value)) {
                    return OTHER; // the collector sends it to the dead letters
                }
                ApiCallFinished call = kind == Kind.CALL ? callIn(value) : null;
                return new HistoryFact(kind, text(headers.lastHeader(CloudEvents.ID)), call);
            }
        };
    }

    private static Kind kindOf(String type) {
        return switch (type.substring(type.lastIndexOf('.') + 1)) {
            case RunStarted.TYPE -> Kind.STARTED;
            case RunFinished.TYPE -> Kind.FINISHED;
            case CancelRequested.TYPE -> Kind.CANCELLED;
            case ApiCallFinished.TYPE -> Kind.CALL;
            default -> Kind.OTHER;
        };
    }

    private static boolean isCancellation(byte[] value) {
        try {
            return ContractJson.read(value, CancelRequested.class) != null;
        } catch (UnreadableRecordException e) {
            return false;
        }
    }

    /** @return null if it cannot be read: the collector sends it to the dead letters */
    private static ApiCallFinished callIn(byte[] value) {
        try {
            return ContractJson.read(value, RunEvent.class) instanceof ApiCallFinished call ? call : null;
        } catch (UnreadableRecordException e) {
            return null;
        }
    }

    private static String text(Header header) {
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
