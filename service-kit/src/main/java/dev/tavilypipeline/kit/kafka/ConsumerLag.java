package dev.tavilypipeline.kit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkus.runtime.StartupEvent;

/**
 * How many records of each topic the groups of this service have not committed, as Kafka says it: each replica reports the lag
 * of the whole group. The metric of the consumer does not know what comes in while it pauses a partition, which is just when
 * records wait. Absent while Kafka does not answer.
 */
@ApplicationScoped
class ConsumerLag {

    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Admin admin;
    private final ConsumerGroups groups;
    private final MultiGauge gauge;
    private final PeriodicTask task = new PeriodicTask("asking kafka for the lag");
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            new DefaultThreadFactory("consumer-lag", true));

    ConsumerLag(Admin admin, ConsumerGroups groups, MeterRegistry metrics) {
        this.admin = admin;
        this.groups = groups;
        this.gauge = MultiGauge.builder("pipeline.consumer.lag.records")
                .description("records that the group of this service has not committed").register(metrics);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a round never fails
    void start(@Observes StartupEvent event) {
        if (!groups.topics().isEmpty()) {
            thread.scheduleWithFixedDelay(() -> task.run(this::update), EVERY.toMillis(), EVERY.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void update() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        try {
            groups.topics().forEach((group, topics) -> lags(group, topics)
                    .forEach((topic, lag) -> rows.add(MultiGauge.Row.of(Tags.of("topic", topic), lag))));
        } finally {
            gauge.register(rows, true);
        }
    }

    /** By topic. */
    Map<String, Long> lags(String group, List<String> topics) {
        Map<TopicPartition, OffsetAndMetadata> committed = get(
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        List<TopicPartition> partitions = new ArrayList<>();
        get(admin.describeTopics(topics).allTopicNames()).values().forEach(topic -> topic.partitions()
                .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition()))));
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> begins = offsets(
                partitions.stream().filter(partition -> committed.get(partition) == null).toList(), OffsetSpec.earliest());
        Map<String, Long> lags = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long done = begins.containsKey(partition) ? begins.get(partition) : committed.get(partition).offset();
            lags.merge(partition.topic(), Math.max(0, ends.get(partition) - done), Long::sum);
        }
        return lags;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(asked).all()).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
