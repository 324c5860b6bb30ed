package dev.tavilypipeline.contract;

/**
 * The headers that a service adds to a record on a {@code .dlq} topic. Key, value and other headers are copied unchanged,
 * unless the record is too large.
 */
public final class DeadLetterHeaders {

    public static final String REASON = "dlq_reason";
    public static final String TOPIC = "dlq_topic";
    public static final String PARTITION = "dlq_partition";
    public static final String OFFSET = "dlq_offset";
    public static final String SERVICE = "dlq_service";
    public static final String TIME = "dlq_time";

    /** Size of the value of a record that was too large: its value and its other headers were not copied. */
    public static final String VALUE_BYTES = "dlq_value_bytes";

    /** Of such a record: the first bytes of its value. */
    public static final String VALUE_START = "dlq_value_start";

    private DeadLetterHeaders() {
    }
}
