package dev.tavilypipeline.kit.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.kit.kafka.TraceHeaders;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;

class TracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final Tracing tracing = Tracing.to(SdkTracerProvider.builder().build());

    @Test
    void shouldContinueATraceThroughTheHeadersOfARecord() {
        Span sent = tracing.child("send", SpanKind.PRODUCER, PARENT).startSpan();
        Headers headers = TraceHeaders.add(Tracing.traceparent(sent), new RecordHeaders());
        Span processed = tracing.child("process", SpanKind.CONSUMER, TraceHeaders.of(headers)).startSpan();

        assertThat(processed.getSpanContext().getTraceId()).isEqualTo(TRACE);
        assertThat(((ReadableSpan) processed).toSpanData().getParentSpanId()).isEqualTo(sent.getSpanContext().getSpanId());
    }

    @Test
    void shouldLinkATraceOfItsOwn() {
        Span linked = tracing.linked("replay", SpanKind.INTERNAL, PARENT).startSpan();

        assertThat(linked.getSpanContext().getTraceId()).isNotEqualTo(TRACE);
        assertThat(((ReadableSpan) linked).toSpanData().getLinks())
                .extracting(link -> link.getSpanContext().getTraceId()).containsExactly(TRACE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "x", "00-0-0-01", "00-" + TRACE + "-00f067aa0ba902b7", "\u0000" })
    void shouldStartATraceWhereThereIsNone(String parent) {
        Span span = tracing.child("send", SpanKind.PRODUCER, parent).startSpan();

        assertThat(span.getSpanContext().isValid()).isTrue();
        assertThat(((ReadableSpan) span).toSpanData().getParentSpanContext().isValid()).isFalse();
        assertThat(((ReadableSpan) tracing.linked("replay", SpanKind.INTERNAL, parent).startSpan()).toSpanData().getLinks())
                .isEmpty();
    }

    @Test
    void shouldMakeNoSpanAndNoHeaderWhileItIsOff() {
        Span span = Tracing.OFF.child("send", SpanKind.PRODUCER, null).startSpan();

        assertThat(Tracing.OFF.isOn()).isFalse();
        assertThat(span.isRecording()).isFalse();
        assertThat(TraceHeaders.add(Tracing.traceparent(span), new RecordHeaders())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "http://a:4318,http://a:4318/v1/traces", "http://a:4318/,http://a:4318/v1/traces",
            "https://a/otlp,https://a/otlp/v1/traces", "https://a/v1/traces,https://a/v1/traces" })
    void shouldFindThePathOfTraces(URI given, String used) {
        assertThat(SpanExport.tracesOf(given)).isEqualTo(used);
    }

    @Test
    void shouldRefuseThePortOfGrpc() {
        TracingSettings settings = new TracingSettings() {
            @Override
            public Optional<URI> endpoint() {
                return Optional.of(URI.create("http://localhost:4317"));
            }

            @Override
            public Optional<String> headers() {
                return Optional.empty();
            }

            @Override
            public double share() {
                return 1;
            }
        };

        assertThatThrownBy(settings::check).isInstanceOf(SettingRefusedException.class).hasMessageContaining("4318");
    }
}
