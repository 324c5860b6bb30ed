package dev.tavilypipeline.collector.dlq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.store.RedriveStore;
import dev.tavilypipeline.contract.Topics;

/**
 * The dead letters of all topics, which can be listed and sent back. Memory is bounded, however many are waiting. A Kafka that
 * does not answer fails a request within seconds.
 *
 * <p>
 * <b>Delivery.</b> See {@link Redrive}.
 */
public final class DeadLetterLog {

    static final Set<String> SOURCES = Topics.ALL.stream().map(Topics.Topic::name)
            .filter(name -> Topics.ALL.stream().anyMatch(topic -> topic.name().equals(Topics.deadLettersOf(name))))
            .collect(Collectors.toUnmodifiableSet());

    private static final Logger LOG = Logger.getLogger(DeadLetterLog.class);
    private static final Comparator<TopicPartition> ORDER = Comparator.comparing(TopicPartition::topic)
            .thenComparing(TopicPartition::partition);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REDRIVE_TIMEOUT = Duration.ofSeconds(60);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final RedriveStore store;
    private final DeadLetterPositions positions;

    /**
     * @param consumers of the group that redrives: without automatic commits, one record in a poll
     * @param producers transactional
     */
    DeadLetterLog(Supplier<Consumer<byte[], byte[]>> consumers, Supplier<Producer<byte[], byte[]>> producers,
            Admin admin, RedriveStore store) {
        this.consumers = consumers;
        this.producers = producers;
        this.store = store;
        this.positions = new DeadLetterPositions(admin, store);
    }

    /**
     * @param waiting how many were not sent back yet, by the topic that they came from
     * @param entries the oldest, as many as were asked for and could be read in time
     */
    public record Listing(Map<String, Long> waiting, List<DeadLetter> entries) {
    }

    /**
     * @param leftOut how many were passed over because their values were too large to be copied
     * @param left how many still wait, those included that arrived meanwhile
     */
    public record Redriven(int redriven, int leftOut, long left) {
    }

    /** @param all whether dead letters that were sent back are listed too */
    Listing list(Predicate<String> topics, boolean all, int limit) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Long> next = positions.next(consumer, topics);
            List<DeadLetter> entries = new ArrayList<>();
            read(consumer, all ? consumer.beginningOffsets(next.keySet()) : next, limit, LIST_TIMEOUT,
                    record -> entries.add(DeadLetter.of(record,
                            record.offset() < next.get(new TopicPartition(record.topic(), record.partition())))));
            return new Listing(waiting(consumer, next), entries);
        }
    }

    /** How many wait to be sent back, by the topic that they came from. */
    Map<String, Long> waiting() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            return waiting(consumer, positions.next(consumer, topic -> true));
        }
    }

    /** {@link #waiting()} for answers that can do without it. Empty if Kafka does not answer within seconds. */
    public Optional<Map<String, Long>> waitingIfKnown() {
        try {
            return Optional.of(waiting());
        } catch (KafkaException e) {
            LOG.debugf("number of dead letters unknown reason=\"%s\"", e);
            return Optional.empty();
        }
    }

    /**
     * Sends back the oldest that wait, for up to a minute.
     *
     * @throws org.apache.kafka.common.errors.ProducerFencedException if another redrive has started since
     */
    Redriven redrive(Predicate<String> topics, int limit) {
        try (Producer<byte[], byte[]> producer = producers.get(); Consumer<byte[], byte[]> consumer = consumers.get()) {
            producer.initTransactions(); // before the positions are read: nobody else moves them from now on
            Redrive redrive = new Redrive(consumer, producer, store, positions);
            read(consumer, positions.next(consumer, topics), limit, REDRIVE_TIMEOUT, redrive::add);
            redrive.commit();
            long left = waiting(consumer, positions.next(consumer, topics)).values().stream().mapToLong(Long::longValue).sum();
            return new Redriven(redrive.redriven(), redrive.leftOut(), left);
        }
    }

    /**
     * Reads dead letters one by one and one partition after the other. A consumer fetches ahead of each assigned partition, so
     * with all of them assigned it would hold the first records of all in memory. Ends where the partitions end now, so that a
     * dead letter that comes back meanwhile is not read again.
     *
     * @param timeout after which it ends, whatever is left
     */
    private static void read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> starts, int limit, Duration timeout,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Map<TopicPartition, Long> ends = consumer.endOffsets(starts.keySet());
        int left = limit;
        for (TopicPartition partition : starts.keySet().stream().sorted(ORDER).toList()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, starts.get(partition));
            while (left > 0 && consumer.position(partition) < ends.get(partition) && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
                    visitor.accept(record);
                    left--;
                }
            }
        }
    }

    static String sourceOf(String deadLetters) {
        return deadLetters.substring(0, deadLetters.length() - Topics.deadLettersOf("").length());
    }

    private static Map<String, Long> waiting(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> next) {
        return consumer.endOffsets(next.keySet()).entrySet().stream()
                .collect(Collectors.groupingBy(end -> sourceOf(end.getKey().topic()), TreeMap::new,
                        Collectors.summingLong(end -> Math.max(0, end.getValue() - next.get(end.getKey())))));
    }
}
