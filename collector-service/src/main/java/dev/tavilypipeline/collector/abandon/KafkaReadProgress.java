package dev.tavilypipeline.collector.abandon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.kafka.ClientSettings;
import io.smallrye.common.annotation.Identifier;

/**
 * How far all replicas together have read the facts. Remembers where the topics ended at some time, and compares that with what
 * the group has committed since. Timestamps of
 * records are not used: producers set them, and a producer's clock may be slow or fast. Not for several threads.
 */
@Singleton
class KafkaReadProgress {

    private static final Logger LOG = Logger.getLogger(KafkaReadProgress.class);
    private static final Set<String> TOPICS = Set.of(Topics.RESEARCH_JOBS, Topics.RESEARCH_CANCELLATIONS, Topics.RUN_EVENTS);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
    private static final int POLLS = 4;

    private final Map<String, Object> settings;
    private final Clock clock;
    private Ends pending;
    private Instant readUntil = Instant.MIN;

    KafkaReadProgress(@Identifier("default-kafka-broker") Map<String, Object> config,
            @ConfigProperty(name = "mp.messaging.incoming.facts.group.id") String group, Clock clock) {
        this.settings = ClientSettings.ofConsumer(config);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        // it is enough to know whether there is a record
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        this.clock = clock;
    }

    private record Ends(Instant at, Map<TopicPartition, Long> offsets) {
    }

    /** A time before which every fact was stored that was in Kafka then. {@link Instant#MIN} if it is not known. */
    Instant readUntil() {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = partitions(consumer);
            compare(consumer, partitions);
            if (pending == null) {
                pending = new Ends(clock.instant(), consumer.endOffsets(partitions));
                compare(consumer, partitions); // with nothing to read it is true at once
            }
        } catch (KafkaException e) {
            LOG.warnf("read progress unknown reason=\"%s\"", e);
        }
        return readUntil;
    }

    private void compare(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
        if (pending == null) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
        // records that have expired cannot be read any more
        boolean isRead = consumer.beginningOffsets(partitions).entrySet().stream().allMatch(beginning -> {
            OffsetAndMetadata own = committed.get(beginning.getKey());
            long position = Math.max(beginning.getValue(), own == null ? 0 : own.offset());
            return isRead(consumer, beginning.getKey(), position, pending.offsets.getOrDefault(beginning.getKey(), 0L));
        });
        if (isRead) {
            readUntil = pending.at;
            pending = null;
        }
    }

    /** The offsets that are left may be those of transaction markers, which no consumer gets and no group commits. */
    private static boolean isRead(Consumer<byte[], byte[]> consumer, TopicPartition partition, long position, long end) {
        if (position >= end) {
            return true;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, position);
        for (int poll = 0; poll < POLLS && consumer.position(partition) < end; poll++) {
            if (!consumer.poll(POLL_TIMEOUT).isEmpty()) {
                return false;
            }
        }
        return consumer.position(partition) >= end;
    }

    private static Set<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.listTopics().entrySet().stream()
                .filter(topic -> TOPICS.contains(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
