package dev.tavilypipeline.contract;

/**
 * What a record on a {@code .dlq} topic says of itself in its headers; its key, value and own headers are as they were read,
 * but for a record that is too large to be copied.
 */
public final class DeadLetterHeaders {

    public static final String REASON = "dlq_reason";
    public static final String TOPIC = "dlq_topic";
    public static final String PARTITION = "dlq_partition";
    public static final String OFFSET = "dlq_offset";
    public static final String SERVICE = "dlq_service";
    public static final String TIME = "dlq_time";

    /** Of a record that was too large to be copied, whose value and own headers are not here: how large its value is. */
    public static final String VALUE_BYTES = "dlq_value_bytes";

    private DeadLetterHeaders() {
    }
}
