package dev.tavilypipeline.contract;

/**
 * What a record on a {@code .dlq} topic says of itself in its headers; its key, value and own headers are as they were read.
 */
public final class DeadLetterHeaders {

    public static final String REASON = "dlq_reason";
    public static final String TOPIC = "dlq_topic";
    public static final String PARTITION = "dlq_partition";
    public static final String OFFSET = "dlq_offset";
    public static final String SERVICE = "dlq_service";
    public static final String TIME = "dlq_time";

    private DeadLetterHeaders() {
    }
}
