package dev.tavilypipeline.collector.emit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import dev.tavilypipeline.collector.projection.PreparedEnvelope;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.kafka.CloudEventHeaders;
import dev.tavilypipeline.kit.kafka.TraceHeaders;
import dev.tavilypipeline.kit.retry.RetryForever;
import dev.tavilypipeline.kit.tracing.SpanAttributes;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

/** Writes envelopes to {@code run.envelopes}. */
@Singleton
class EnvelopeEmitter implements EnvelopeSink {

    private final MutinyEmitter<byte[]> emitter;
    private final RetryForever retry;
    private final MeterRegistry metrics;
    private final Timer delay;
    private final Tracing tracing;

    /** The buffer needs no bound: it holds at most the batches whose callers are blocked until they are acknowledged. */
    EnvelopeEmitter(
            @Channel("run-envelopes") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter,
            RetryForever retry, MeterRegistry metrics, Tracing tracing) {
        this.emitter = emitter;
        this.retry = retry;
        this.metrics = metrics;
        this.tracing = tracing;
        // there from the start, with 0: the first envelope of a status would be no increase otherwise
        Stream.of(RunStatus.values()).filter(RunStatus::isTerminal).forEach(this::envelopes);
        this.delay = Timer.builder("pipeline.envelope.delay")
                .description("from a run's end to its envelope; envelopes emitted again are not counted")
                .serviceLevelObjectives(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
                        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30),
                        Duration.ofMinutes(2), Duration.ofMinutes(15))
                .register(metrics);
    }

    @Override
    public void emit(List<PreparedEnvelope> envelopes) {
        if (envelopes.isEmpty()) {
            return;
        }
        Uni.join().all(envelopes.stream()
                .map(this::send)
                .toList()).andFailFast().await().indefinitely();
        envelopes.forEach(this::count);
    }

    private Uni<Void> send(PreparedEnvelope envelope) {
        if (envelope.traceparent() == null) {
            return send(envelope, null);
        }
        Span span = SpanAttributes
                .ofKafka(tracing.child("send " + Topics.RUN_ENVELOPES, SpanKind.PRODUCER, envelope.traceparent()),
                        "send", Topics.RUN_ENVELOPES)
                .setAttribute(SpanAttributes.RUN_ID, envelope.envelope().runId().toString())
                .setAttribute(SpanAttributes.REVISION, (long) envelope.envelope().revision()).startSpan();
        return send(envelope, Tracing.traceparent(span)).onTermination().invoke(span::end);
    }

    private Uni<Void> send(PreparedEnvelope envelope, String traceparent) {
        return retry.retry("writing envelopes to kafka", () -> emitter.sendMessage(message(envelope, traceparent)));
    }

    private static Message<byte[]> message(PreparedEnvelope prepared, String traceparent) {
        RunEnvelope envelope = prepared.envelope();
        String runId = envelope.runId().toString();
        return Message.of(prepared.json().getBytes(UTF_8)).addMetadata(OutgoingKafkaRecordMetadata.<String> builder()
                .withKey(runId)
                .withHeaders(TraceHeaders.add(traceparent, CloudEventHeaders.of(runId + ":" + envelope.revision(),
                        RunEnvelope.TYPE, "/collector-service", envelope.emittedAt())))
                .build());
    }

    private Counter envelopes(RunStatus status) {
        return metrics.counter("pipeline.envelopes", "status", status.wireName());
    }

    private void count(PreparedEnvelope prepared) {
        RunEnvelope envelope = prepared.envelope();
        envelopes(envelope.agentRun().status()).increment();
        Instant completed = envelope.agentRun().completedAt();
        if (completed != null && !prepared.republished()) {
            Duration since = Duration.between(completed, envelope.emittedAt());
            delay.record(since.isNegative() ? Duration.ZERO : since);
        }
    }
}
