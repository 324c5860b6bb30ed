package dev.tavilypipeline.agent.publish;

import dev.tavilypipeline.kit.tracing.Tracing;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;

/**
 * The trace of the request that submits a job.
 *
 * @param traceparent null if there is none
 * @param batch whether the request has other jobs too: then each has a trace of its own, linked to the request
 */
public record JobTrace(String traceparent, boolean batch) {

    public static final JobTrace NONE = new JobTrace(null, false);

    SpanBuilder span(Tracing tracing, String name) {
        return batch ? tracing.linked(name, SpanKind.PRODUCER, traceparent)
                : tracing.child(name, SpanKind.PRODUCER, traceparent);
    }
}
