package dev.tavilypipeline.kit.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;

/** Attributes that several services use: OpenTelemetry's semantic conventions, and ours, which begin with {@code pipeline}. */
public final class SpanAttributes {

    public static final AttributeKey<String> RUN_ID = AttributeKey.stringKey("pipeline.run_id");
    public static final AttributeKey<String> STATUS = AttributeKey.stringKey("pipeline.status");
    public static final AttributeKey<Long> REVISION = AttributeKey.longKey("pipeline.revision");
    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    public static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> OPERATION_NAME = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");

    private SpanAttributes() {
    }

    /** @param operation {@code send} or {@code process} */
    public static SpanBuilder ofKafka(SpanBuilder span, String operation, String topic) {
        return span.setAttribute(SYSTEM, "kafka").setAttribute(TOPIC, topic).setAttribute(OPERATION, operation)
                .setAttribute(OPERATION_NAME, operation);
    }

    public static SpanBuilder at(SpanBuilder span, int partition, long offset) {
        return span.setAttribute(PARTITION, Integer.toString(partition)).setAttribute(OFFSET, offset);
    }
}
