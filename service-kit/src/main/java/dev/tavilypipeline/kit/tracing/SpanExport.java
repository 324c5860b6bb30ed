package dev.tavilypipeline.kit.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.UUID;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * Sends spans to an OTLP receiver, from a thread of its own. While it is away, or slower than spans end, a bounded number
 * waits and the others are dropped: no run waits for its spans.
 */
final class SpanExport {

    private static final String TRACES = "/v1/traces";
    private static final int MAX_WAITING = 8192;

    private SpanExport() {
    }

    static SdkTracerProvider provider(URI endpoint, TracingSettings settings, String service, String version) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder().setEndpoint(tracesOf(endpoint));
        settings.headers().ifPresent(headers -> addHeaders(headers, exporter));
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), service,
                        AttributeKey.stringKey("service.version"), version,
                        AttributeKey.stringKey("service.instance.id"), UUID.randomUUID().toString()))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).setMaxQueueSize(MAX_WAITING)
                        .setScheduleDelay(Duration.ofSeconds(1)).build())
                .build();
    }

    /** The address of the receiver, with or without the path that is the same everywhere. */
    static String tracesOf(URI endpoint) {
        String base = endpoint.toString().strip().replaceFirst("/+$", "");
        return base.endsWith(TRACES) ? base : base + TRACES;
    }

    private static void addHeaders(String headers, OtlpHttpSpanExporterBuilder exporter) {
        for (String header : headers.split(",", -1)) {
            int equals = header.indexOf('=');
            exporter.addHeader(header.substring(0, equals).strip(),
                    URLDecoder.decode(header.substring(equals + 1).strip().replace("+", "%2B"), UTF_8));
        }
    }
}
