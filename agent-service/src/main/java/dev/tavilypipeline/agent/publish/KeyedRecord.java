package dev.tavilypipeline.agent.publish;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.reactive.messaging.Message;

import dev.tavilypipeline.kit.kafka.CloudEventHeaders;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

/** A record of this service: keyed by its run, so that all that concerns a run is in one partition and in order. */
final class KeyedRecord {

    private static final String SOURCE = "/agent-service";

    private KeyedRecord() {
    }

    static Message<byte[]> of(UUID runId, String id, String type, Instant time, byte[] value) {
        return Message.of(value).addMetadata(OutgoingKafkaRecordMetadata.<String> builder()
                .withKey(runId.toString())
                .withHeaders(CloudEventHeaders.of(id, type, SOURCE, time))
                .build());
    }
}
