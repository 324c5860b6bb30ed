package dev.tavilypipeline.agent.publish;

import java.util.UUID;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.tracing.SpanAttributes;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;

/** Writes accepted jobs to {@code research.jobs}, with the guarantees of {@link AcknowledgedEmitter}. */
@Singleton
public class JobPublisher {

    /** Several batches of the largest size at once; beyond it a job is refused like one that Kafka did not confirm. */
    private static final int WAITING_JOBS = 4096;

    private final AcknowledgedEmitter emitter;
    private final Tracing tracing;

    JobPublisher(
            @Channel("accepted-jobs") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = WAITING_JOBS) MutinyEmitter<byte[]> emitter,
            PublishSettings settings, Tracing tracing) {
        this.tracing = tracing;
        this.emitter = new AcknowledgedEmitter(emitter, settings);
    }

    /** @param factId the same each time that the same job is written, so that it stays one fact */
    public Uni<Void> append(ResearchJob job, UUID factId, JobTrace trace) {
        if (!tracing.isOn()) {
            return append(job, factId, (String) null);
        }
        return Uni.createFrom().deferred(() -> {
            Span span = SpanAttributes
                    .ofKafka(trace.span(tracing, "send " + Topics.RESEARCH_JOBS), "send", Topics.RESEARCH_JOBS)
                    .setAttribute(SpanAttributes.RUN_ID, job.runId().toString()).startSpan();
            return append(job, factId, Tracing.traceparent(span)).onTermination()
                    .invoke((sent, failure, cancelled) -> Tracing.end(span, failure == null ? null : "timeout"));
        });
    }

    private Uni<Void> append(ResearchJob job, UUID factId, String traceparent) {
        return emitter.send(job.runId(), () -> KeyedRecord.of(job.runId(), factId.toString(), ResearchJob.TYPE,
                job.requestedAt(), ContractJson.write(job), traceparent));
    }
}
