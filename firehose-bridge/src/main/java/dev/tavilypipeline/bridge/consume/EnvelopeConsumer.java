package dev.tavilypipeline.bridge.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.kafka.instance.InstanceNameLost;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import dev.tavilypipeline.kit.retry.RetryForever;
import dev.tavilypipeline.kit.start.StartOrder;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;

/**
 * Polls envelopes, has their rows delivered and commits their offsets.
 *
 * <p>
 * <b>Delivery guarantees.</b> At least once. An offset is committed when all rows up to it are delivered, or their envelopes
 * are in the dead letter topic; no failure skips a record. Before a revoked partition is given up, and at a stop, the rows in
 * flight are delivered and committed, for at most {@code drainTimeout}. What is not delivered by then is read again by the next
 * owner.
 */
@ApplicationScoped
@Identifier(EnvelopeConsumer.GROUP)
class EnvelopeConsumer implements KafkaConsumerRebalanceListener {

    static final String GROUP = "firehose-bridge";

    private static final Logger LOG = Logger.getLogger(EnvelopeConsumer.class);
    private static final String CHANNEL = "run-envelopes";
    private static final Duration LAST_COMMIT = Duration.ofSeconds(5);
    private static final Duration COMMIT_RETRY_DELAY = Duration.ofMillis(100);

    private final BatchReader reader = new BatchReader();
    private final DeliveredOffsets offsets = new DeliveredOffsets();
    private final AtomicBoolean commitRequested = new AtomicBoolean();
    private final PeriodicTask commitTask = new PeriodicTask("committing offsets");
    private final Destination destination;
    private final Duration drainTimeout;
    private final ExecutorService threads;
    private final InFlightBatches inFlight;
    private final KafkaClientService kafka;

    EnvelopeConsumer(Destination destination, DeadLetters deadLetters, RetryForever retry, BatchMetrics metrics,
            BatchSettings settings, KafkaClientService kafka, Tracing tracing) {
        this.destination = destination;
        this.kafka = kafka;
        this.drainTimeout = settings.drainTimeout();
        BatchPolicy policy = BatchSettings.policy(settings, destination.batchPolicy(),
                Runtime.getRuntime().maxMemory());
        this.threads = Executors.newFixedThreadPool(policy.maxInFlightBatches(), new DefaultThreadFactory("delivery", true));
        BatchDelivery delivery = new BatchDelivery(destination, deadLetters, retry, metrics, tracing);
        this.inFlight = new InFlightBatches(policy, batch -> CompletableFuture.runAsync(() -> delivery.deliver(batch), threads),
                this::acknowledge, EnvelopeConsumer::schedule);
        metrics.observe(inFlight);
    }

    void started(@Observes @Priority(StartOrder.SETTINGS) StartupEvent event) {
        LOG.infof("bridge started destination=%s", destination.name());
    }

    /** The connector polls on when the result completes. It does not acknowledge: offsets are committed here. */
    @Incoming(CHANNEL)
    @Acknowledgment(Acknowledgment.Strategy.NONE)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return Uni.createFrom().item(() -> reader.read(records))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(polls -> Uni.createFrom().completionStage(inFlight.take(polls)));
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        inFlight.assign(partitions.stream().map(TopicPartition::partition).toList());
    }

    /** On the polling thread: nothing is polled until it returns, and the new owner does not start before. */
    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        awaitDrained(inFlight.revoke(partitions.stream().map(TopicPartition::partition).toList()));
        commitTask.run(() -> offsets.commitRevoked(consumer, partitions));
    }

    /** The other process reads again all that is not committed. What is in flight is delivered twice. */
    void lost(@Observes InstanceNameLost event) {
        inFlight.stop();
    }

    void stop(@Observes ShutdownEvent event) {
        LOG.infof("bridge stopping destination=%s bytes_in_flight=%d", destination.name(), inFlight.bytes());
        awaitDrained(inFlight.stop());
        commit().ifNoItem().after(LAST_COMMIT).recoverWithItem((Void) null).await().indefinitely();
        threads.shutdownNow();
    }

    private void awaitDrained(CompletionStage<Void> drained) {
        Uni.createFrom().completionStage(drained).ifNoItem().after(drainTimeout).recoverWithItem(() -> {
            LOG.warnf("rows in flight are not delivered in time, the next owner reads them again bytes_in_flight=%d",
                    inFlight.bytes());
            return null;
        }).await().indefinitely();
    }

    /** Commits at once: what a killed bridge delivered and did not commit is delivered twice. */
    private void acknowledge(DeliveryBatch batch) {
        offsets.add(batch);
        requestCommit();
    }

    /** A commit that waits for the polling thread takes what is acknowledged meanwhile with it. */
    private void requestCommit() {
        if (commitRequested.compareAndSet(false, true)) {
            commit().subscribe().with(done -> {
            });
        }
    }

    /** Fails only if the consumer is closed; what cannot be committed is committed later. */
    private Uni<Void> commit() {
        return kafka.<byte[], byte[]> getConsumer(CHANNEL).runOnPollingThread(consumer -> {
            commitRequested.set(false);
            commitTask.run(() -> offsets.commit(consumer));
            if (!offsets.isEmpty()) {
                schedule(this::requestCommit, COMMIT_RETRY_DELAY);
            }
        }).onFailure().recoverWithNull();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // cannot fail
    private static void schedule(Runnable task, Duration delay) {
        Infrastructure.getDefaultWorkerPool().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
