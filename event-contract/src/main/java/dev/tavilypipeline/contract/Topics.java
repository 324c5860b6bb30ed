package dev.tavilypipeline.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Declares all topics. Every installation creates its topics from this class, because brokers do not create them
 * automatically. All topics have the same number of partitions. The key of a record is its run_id, so Kafka keeps the order of
 * a run's records.
 */
public final class Topics {

    public static final String RESEARCH_JOBS = "research.jobs";
    public static final String RESEARCH_CANCELLATIONS = "research.cancellations";
    public static final String RUN_EVENTS = "run.events";
    public static final String RUN_ENVELOPES = "run.envelopes";

    public static final int PARTITIONS = 12;

    /** The largest record, in bytes. */
    public static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

    /** The largest batch, in bytes: one record of the largest size and its overhead. */
    public static final int MAX_BATCH_BYTES = MAX_RECORD_BYTES + 64 * 1024;

    public static final List<Topic> ALL = withDeadLetters(
            new Topic(RESEARCH_JOBS, Duration.ofDays(30)),
            new Topic(RESEARCH_CANCELLATIONS, Duration.ofDays(30)),
            new Topic(RUN_EVENTS, Duration.ofDays(30)),
            new Topic(RUN_ENVELOPES, Duration.ofDays(14)));

    private Topics() {
    }

    public static String deadLettersOf(String topic) {
        return topic + ".dlq";
    }

    private static List<Topic> withDeadLetters(Topic... topics) {
        return Stream.of(topics)
                .flatMap(t -> Stream.of(t, new Topic(deadLettersOf(t.name()), Duration.ofDays(90))))
                .toList();
    }

    public record Topic(String name, Duration retention) {

        /** The topic's settings under Kafka's own names. */
        public Map<String, String> config() {
            return Map.of(
                    "cleanup.policy", "delete",
                    "retention.ms", Long.toString(retention.toMillis()),
                    "max.message.bytes", Integer.toString(MAX_BATCH_BYTES));
        }
    }
}
