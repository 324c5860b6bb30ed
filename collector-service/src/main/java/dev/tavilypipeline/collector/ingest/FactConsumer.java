package dev.tavilypipeline.collector.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.RunWriter;
import dev.tavilypipeline.collector.ingest.RunUpdatePlanner.UpdatePlan;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.kafka.instance.InstanceNameLost;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;

/**
 * Consumes facts: while the updates of one batch are written, the next batch is read and planned.
 *
 * <p>
 * <b>Delivery.</b> A batch is acknowledged, and its offsets may be committed, when all its facts are in MongoDB and every
 * envelope that is due because of them is in Kafka; records that cannot be read are in the dead letter queue, except jobs,
 * which an agent sends there. Until then it is retried, whatever fails, so that nothing is skipped. After a crash in between
 * the batch is read again, which changes nothing that was done. Before a revoked partition is given up, and at a stop, what is
 * in flight is written: the next owner would emit the same envelopes. What takes longer than 20 s is read again by the next
 * owner.
 */
@ApplicationScoped
@Identifier(FactConsumer.GROUP)
class FactConsumer implements KafkaConsumerRebalanceListener {

    static final String GROUP = "collector-service";

    private static final Logger LOG = Logger.getLogger(FactConsumer.class);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(20);

    private final RunCache cache = new RunCache();
    private final RunUpdatePlanner planner;
    private final RunWriter writer;
    private final FactReader reader;
    private final RetryForever retry;
    private final MeterRegistry metrics;
    private final StalledBatchCheck inFlight;
    private final PlanAndWriteThreads threads = new PlanAndWriteThreads();
    private volatile boolean stopped;

    FactConsumer(RunStore store, RunWriter writer, EmissionPolicy policy, DeadLetters deadLetters, RetryForever retry,
            Clock clock, MeterRegistry metrics, @Readiness StalledBatchCheck inFlight) {
        this.planner = new RunUpdatePlanner(store, policy, retry, clock, cache);
        this.writer = writer;
        this.reader = new FactReader(deadLetters, clock, metrics);
        this.retry = retry;
        this.metrics = metrics;
        this.inFlight = inFlight;
        // there from the start, with 0: the first facts would be no increase otherwise
        List.of(Topics.RESEARCH_JOBS, Topics.RESEARCH_CANCELLATIONS, Topics.RUN_EVENTS).forEach(this::facts);
    }

    /**
     * Consumes messages and not payloads: the next one is requested when this one starts to be written, not when it is done.
     */
    @Incoming("facts")
    Uni<Void> consume(Message<ConsumerRecords<byte[], byte[]>> message) {
        if (stopped) {
            return Uni.createFrom().nothing();
        }
        return threads.plan(() -> planAndHandOver(message));
    }

    /** On the polling thread: the new owner does not start before it returns. */
    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        drain();
    }

    /** The other process reads again all that is not acknowledged. */
    void lost(@Observes InstanceNameLost event) {
        stopped = true;
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        drain();
    }

    private void drain() {
        if (!threads.drain(DRAIN_TIMEOUT)) {
            LOG.warn("batches in flight are not written in time, the next owner reads them again");
        }
    }

    private void planAndHandOver(Message<ConsumerRecords<byte[], byte[]>> message) {
        inFlight.polled(oldest(message.getPayload()));
        FactBatch batch = reader.read(message.getPayload());
        while (!batch.runIds().isEmpty()) {
            UpdatePlan plan = retry.retryBlocking("planning updates", () -> planner.plan(batch));
            reader.sendToDeadLetters(plan.overflow());
            threads.handOver(() -> write(plan));
        }
        threads.handOver(() -> acknowledge(message));
    }

    private void write(UpdatePlan plan) {
        retry.retryBlocking("storing facts", () -> {
            writer.write(plan.updates(), plan.pending(), cache::invalidate);
            return plan;
        });
    }

    private void acknowledge(Message<ConsumerRecords<byte[], byte[]>> message) {
        message.ack().toCompletableFuture().join();
        inFlight.acknowledged();
        ConsumerRecords<byte[], byte[]> records = message.getPayload();
        records.partitions().forEach(partition -> facts(partition.topic())
                .increment(records.records(partition).size()));
    }

    private Counter facts(String topic) {
        return metrics.counter("pipeline.facts", "topic", topic);
    }

    /** Called after the last message. */
    @PreDestroy
    void close() {
        threads.close();
    }

    private static Instant oldest(ConsumerRecords<byte[], byte[]> records) {
        return Instant.ofEpochMilli(StreamSupport.stream(records.spliterator(), false)
                .mapToLong(ConsumerRecord::timestamp).min().orElse(Long.MAX_VALUE));
    }
}
