package dev.tavilypipeline.kit.tracing;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;

/**
 * Starts spans. Between services and processes their context travels as a W3C {@code traceparent}. Spans carry identifiers,
 * figures and words of the contract, and never what a client, a provider or a model wrote.
 *
 * <p>
 * While it is off no span is made: ask {@link #isOn} before collecting what a span would say.
 */
public final class Tracing implements AutoCloseable {

    public static final Tracing OFF = new Tracing(TracerProvider.noop(), null);

    /** The name of W3C Trace Context for the header, and for its value. */
    public static final String TRACEPARENT = "traceparent";

    private static final TextMapGetter<String> SINGLE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return Map.of(TRACEPARENT, traceparent).keySet();
        }

        @Override
        public String get(String traceparent, String key) {
            return TRACEPARENT.equals(key) ? traceparent : null;
        }
    };

    private final Tracer tracer;
    private final SdkTracerProvider provider;

    private Tracing(TracerProvider tracers, SdkTracerProvider provider) {
        this.tracer = tracers.get("dev.tavilypipeline");
        this.provider = provider;
    }

    public static Tracing to(SdkTracerProvider provider) {
        return new Tracing(provider, provider);
    }

    public boolean isOn() {
        return provider != null;
    }

    /** @param parent the first span of a trace, if this is null or no {@code traceparent} */
    public SpanBuilder child(String name, SpanKind kind, String parent) {
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(Context.root().with(Span.wrap(parse(parent))));
    }

    /** Starts a trace of its own that is linked to the other. */
    public SpanBuilder linked(String name, SpanKind kind, String other) {
        return link(child(name, kind, null), other);
    }

    /** @param other nothing is linked, if this is null or no {@code traceparent} */
    public static SpanBuilder link(SpanBuilder span, String other) {
        SpanContext context = parse(other);
        return context.isValid() ? span.addLink(context) : span;
    }

    /** @return null if the span is none */
    public static String traceparent(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-" + context.getTraceFlags().asHex()
                : null;
    }

    /** @param errorType one of few words; null if nothing failed */
    public static void end(Span span, String errorType) {
        fail(span, errorType);
        span.end();
    }

    /** @param errorType one of few words; null if nothing failed */
    public static void end(Span span, String errorType, Instant at) {
        fail(span, errorType);
        span.end(at);
    }

    private static void fail(Span span, String errorType) {
        if (errorType != null) {
            span.setAttribute(SpanAttributes.ERROR_TYPE, errorType).setStatus(StatusCode.ERROR);
        }
    }

    private static SpanContext parse(String traceparent) {
        return traceparent == null ? SpanContext.getInvalid()
                : Span.fromContext(W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, SINGLE))
                        .getSpanContext();
    }

    /** Sends what has ended, for a few seconds at most. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(5, TimeUnit.SECONDS);
        }
    }
}
