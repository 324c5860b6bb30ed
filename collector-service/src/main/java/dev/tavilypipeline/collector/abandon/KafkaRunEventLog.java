package dev.tavilypipeline.collector.abandon;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.kafka.CloudEventHeaders;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

/** The topic {@code run.events}. */
@ApplicationScoped
class KafkaRunEventLog {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final MutinyEmitter<byte[]> emitter;

    KafkaRunEventLog(@Channel("run-events") MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /** Returns when Kafka has acknowledged the fact. Writing a fact twice has the same effect as writing it once. */
    void append(RunEvent fact) {
        emitter.sendMessage(Message.of(ContractJson.write(fact)).addMetadata(OutgoingKafkaRecordMetadata.<String> builder()
                .withKey(fact.runId().toString())
                .withHeaders(CloudEventHeaders.of(fact.factKey(), fact.type(), "/collector-service", fact.occurredAt()))
                .build())).await().atMost(TIMEOUT);
    }
}
