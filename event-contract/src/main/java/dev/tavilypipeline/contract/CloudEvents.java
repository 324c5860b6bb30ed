package dev.tavilypipeline.contract;

/** The CloudEvents attributes that every record carries as headers, in the Kafka binding's binary mode. */
public final class CloudEvents {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";

    /** The prefix of a record's type in {@code ce_type}. */
    public static final String TYPE_PREFIX = "dev.tavilypipeline.";

    private CloudEvents() {
    }
}
