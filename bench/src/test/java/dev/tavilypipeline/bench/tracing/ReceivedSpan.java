package dev.tavilypipeline.bench.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A span as it was received.
 *
 * @param parentId empty for the first span of a trace
 * @param kind 1 internal, 2 server, 3 client, 4 producer, 5 consumer
 * @param links ids of spans
 * @param failed whether its status is an error
 */
record ReceivedSpan(String service, String traceId, String id, String parentId, String name, long kind,
        Map<String, Object> attributes, List<String> links, boolean failed) {

    private static final int DOUBLE = 4;

    /** Those of an {@code ExportTraceServiceRequest}. */
    static List<ReceivedSpan> of(byte[] request) {
        return Protobuf.of(request).messages(1).stream().flatMap(ReceivedSpan::ofResource).toList();
    }

    private static Stream<ReceivedSpan> ofResource(Protobuf resource) {
        String service = attributes(resource.messages(1).get(0), 1).get("service.name").toString();
        return resource.messages(2).stream().flatMap(scope -> scope.messages(2).stream())
                .map(span -> new ReceivedSpan(service, span.hex(1), span.hex(2), span.hex(4), span.text(5), span.number(6),
                        attributes(span, 9), span.messages(13).stream().map(link -> link.hex(2)).toList(),
                        span.messages(15).stream().anyMatch(status -> status.number(3) == 2)));
    }

    private static Map<String, Object> attributes(Protobuf message, int field) {
        return message.messages(field).stream()
                .collect(Collectors.toMap(pair -> pair.text(1), pair -> value(pair.messages(2).get(0))));
    }

    private static Object value(Protobuf any) {
        if (any.only() instanceof byte[] text) {
            return new String(text, UTF_8);
        }
        return any.onlyField() == DOUBLE ? Double.longBitsToDouble((Long) any.only()) : any.only();
    }

    boolean isCalled(String expected) {
        return name.equals(expected);
    }

    Object get(String attribute) {
        return attributes.get(attribute);
    }
}
