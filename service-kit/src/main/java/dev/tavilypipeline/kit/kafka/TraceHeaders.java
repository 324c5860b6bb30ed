package dev.tavilypipeline.kit.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

import dev.tavilypipeline.kit.tracing.Tracing;

/** The {@code traceparent} of a record. */
public final class TraceHeaders {

    private TraceHeaders() {
    }

    /** @param traceparent null adds none */
    public static Headers add(String traceparent, Headers headers) {
        return traceparent == null ? headers : headers.add(Tracing.TRACEPARENT, traceparent.getBytes(US_ASCII));
    }

    /** @return null if the record has none */
    public static String of(Headers headers) {
        Header header = headers.lastHeader(Tracing.TRACEPARENT);
        return header == null || header.value() == null ? null : new String(header.value(), US_ASCII);
    }
}
