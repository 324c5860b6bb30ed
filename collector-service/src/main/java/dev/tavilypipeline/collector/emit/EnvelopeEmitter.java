package dev.tavilypipeline.collector.emit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.kit.kafka.CloudEventHeaders;
import dev.tavilypipeline.kit.retry.EndlessRetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

/** Puts envelopes on Kafka. */
@ApplicationScoped
class EnvelopeEmitter implements EnvelopeSink {

    private final MutinyEmitter<byte[]> emitter;
    private final EndlessRetry retry;
    private final MeterRegistry metrics;

    /** The buffer needs no bound of its own: it never holds more than the batches that wait for it. */
    EnvelopeEmitter(
            @Channel("run-envelopes") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter,
            EndlessRetry retry, MeterRegistry metrics) {
        this.emitter = emitter;
        this.retry = retry;
        this.metrics = metrics;
    }

    @Override
    public void emit(List<Outgoing> envelopes) {
        if (envelopes.isEmpty()) {
            return;
        }
        Uni.join().all(envelopes.stream()
                .map(envelope -> retry.untilDone("writing envelopes to kafka", () -> emitter.sendMessage(message(envelope))))
                .toList()).andFailFast().await().indefinitely();
        envelopes.forEach(outgoing -> count(outgoing.envelope()));
    }

    private static Message<byte[]> message(Outgoing outgoing) {
        RunEnvelope envelope = outgoing.envelope();
        String runId = envelope.runId().toString();
        return Message.of(outgoing.json().getBytes(UTF_8)).addMetadata(OutgoingKafkaRecordMetadata.<String> builder()
                .withKey(runId)
                .withHeaders(CloudEventHeaders.of(runId + ":" + envelope.revision(), RunEnvelope.TYPE, "/collector-service",
                        envelope.emittedAt()))
                .build());
    }

    private void count(RunEnvelope envelope) {
        metrics.counter("pipeline.envelopes", "status", envelope.agentRun().status().wireName()).increment();
        Instant completed = envelope.agentRun().completedAt();
        if (completed != null) {
            Duration delay = Duration.between(completed, envelope.emittedAt());
            metrics.timer("pipeline.envelope.delay").record(delay.isNegative() ? Duration.ZERO : delay);
        }
    }
}
