package dev.tavilypipeline.agent.publish;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.reactive.messaging.Message;

import dev.tavilypipeline.kit.kafka.CloudEventHeaders;
import dev.tavilypipeline.kit.kafka.TraceHeaders;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

/** A record of this service: keyed by its run, so that all that concerns a run is in one partition and in order. */
final class KeyedRecord {

    private static final String SOURCE = "/agent-service";

    private KeyedRecord() {
    }

    /** @param traceparent null if the record is in no trace */
    static Message<byte[]> of(UUID runId, String id, String type, Instant time, byte[] value, String traceparent) {
        return Message.of(value).addMetadata(OutgoingKafkaRecordMetadata.<String> builder()
                .withKey(runId.toString())
                .withHeaders(TraceHeaders.add(traceparent, CloudEventHeaders.of(id, type, SOURCE, time)))
                .build());
    }
}
