package dev.tavilypipeline.collector.abandon;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.kafka.ClientSettings;
import io.smallrye.common.annotation.Identifier;

/** Compares what the group of this service has committed with where Kafka's records of that time begin. */
@ApplicationScoped
class KafkaReadProgress implements ReadProgress {

    private static final Logger LOG = Logger.getLogger(KafkaReadProgress.class);

    private final Admin admin;
    private final String group;

    KafkaReadProgress(@Identifier("default-kafka-broker") Map<String, Object> config,
            @ConfigProperty(name = "mp.messaging.incoming.facts.group.id") String group) {
        this.admin = Admin.create(ClientSettings.ofAdmin(config));
        this.group = group;
    }

    @Override
    public boolean hasReadAllUntil(Instant time) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata().get();
            Map<TopicPartition, Long> then = offsets(OffsetSpec.forTimestamp(time.toEpochMilli()));
            Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest());
            return ends.keySet().stream()
                    .allMatch(partition -> isRead(then.get(partition), ends.get(partition), committed.get(partition)));
        } catch (ExecutionException e) {
            LOG.warnf("read progress not known reason=\"%s\"", e.getCause());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec spec) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(partitions().collect(Collectors.toMap(Function.identity(), partition -> spec))).all().get()
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** @param then the first record as young; negative where there is none, and then the end has to be reached */
    private static boolean isRead(long then, long end, OffsetAndMetadata committed) {
        long needed = then >= 0 ? then : end;
        return needed == 0 || (committed != null && committed.offset() >= needed);
    }

    private static Stream<TopicPartition> partitions() {
        return List.of(Topics.RESEARCH_JOBS, Topics.RESEARCH_CANCELLATIONS, Topics.RUN_EVENTS).stream()
                .flatMap(topic -> IntStream.range(0, Topics.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition)));
    }

    @PreDestroy
    void close() {
        admin.close();
    }
}
