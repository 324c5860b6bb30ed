package dev.tavilypipeline.bridge.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import dev.tavilypipeline.contract.Topics;

/**
 * The offsets of acknowledged records, until they are committed.
 *
 * <p>
 * The connector's own strategy cannot be used: when a partition is revoked it commits before it calls the rebalance listener,
 * and ignores what is acknowledged while the listener waits.
 */
final class DeliveredOffsets {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Map<TopicPartition, OffsetAndMetadata> offsets = new ConcurrentHashMap<>();

    /** @param batch delivered, as are all that were polled before it */
    void add(DeliveryBatch batch) {
        batch.polls().forEach(poll -> offsets.put(new TopicPartition(Topics.RUN_ENVELOPES, poll.partition()),
                new OffsetAndMetadata(poll.rows().lastOffset() + 1)));
    }

    boolean isEmpty() {
        return offsets.isEmpty();
    }

    /** On the polling thread. If it fails, the next commit has these offsets too. */
    void commit(Consumer<?, ?> consumer) {
        Collection<TopicPartition> owned = consumer.assignment();
        offsets.keySet().retainAll(owned);
        commit(consumer, owned);
    }

    /** On the polling thread, while the partitions may still be committed. */
    void commitRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
        try {
            commit(consumer, revoked);
        } finally {
            offsets.keySet().removeAll(revoked);
        }
    }

    private void commit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> delivered = new HashMap<>(offsets);
        delivered.keySet().retainAll(partitions);
        if (!delivered.isEmpty()) {
            consumer.commitSync(delivered, TIMEOUT);
            delivered.forEach(offsets::remove);
        }
    }
}
