package dev.tavilypipeline.collector.emit;

import java.util.ArrayList;
import java.util.List;

import dev.tavilypipeline.collector.projection.PreparedEnvelope;
import dev.tavilypipeline.collector.store.RunUpdate;
import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.tracing.SpanAttributes;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;

/**
 * A span for each envelope, until it is emitted and its run is stored. It continues the trace of the execution that wrote the
 * facts, also where another replica publishes it later from the outbox. What a replay emits again has a trace of its own that
 * is linked to that one.
 */
final class EmissionSpans implements AutoCloseable {

    private final List<PreparedEnvelope> envelopes = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();

    private EmissionSpans() {
    }

    /** Of runs whose facts were read just now. */
    static EmissionSpans ofFacts(Tracing tracing, List<RunUpdate> updates) {
        return start(tracing, updates, "process " + Topics.RUN_EVENTS, SpanKind.CONSUMER);
    }

    /** Of runs that were found in the outbox. */
    static EmissionSpans ofOutbox(Tracing tracing, List<RunUpdate> updates) {
        return start(tracing, updates, "publish outbox", SpanKind.INTERNAL);
    }

    private static EmissionSpans start(Tracing tracing, List<RunUpdate> updates, String name, SpanKind kind) {
        EmissionSpans started = new EmissionSpans();
        updates.stream().filter(RunUpdate::emits).forEach(update -> {
            if (tracing.isOn()) {
                Span span = span(tracing, update, name, kind);
                started.spans.add(span);
                started.envelopes.add(update.envelope().in(Tracing.traceparent(span)));
            } else {
                started.envelopes.add(update.envelope());
            }
        });
        return started;
    }

    private static Span span(Tracing tracing, RunUpdate update, String name, SpanKind kind) {
        AgentRunRow row = update.envelope().envelope().agentRun();
        SpanBuilder span = update.envelope().republished() ? tracing.linked(name, kind, update.trace())
                : tracing.child(name, kind, update.trace());
        if (kind == SpanKind.CONSUMER) {
            SpanAttributes.ofKafka(span, "process", Topics.RUN_EVENTS);
        }
        return span.setAttribute(SpanAttributes.RUN_ID, row.runId().toString())
                .setAttribute(SpanAttributes.REVISION, (long) row.revision())
                .setAttribute(SpanAttributes.STATUS, row.status().wireName()).startSpan();
    }

    List<PreparedEnvelope> envelopes() {
        return envelopes;
    }

    @Override
    public void close() {
        spans.forEach(Span::end);
    }
}
