package dev.tavilypipeline.bridge.consume;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.retry.RetryForever;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Reads, and has delivered what was read.
 *
 * <p>
 * <b>Delivery.</b> Records are acknowledged, in the order in which they were read, when all their rows are delivered and what
 * cannot be is in the dead letters; nothing that fails on the way skips them. A stop delivers what is in hand; what does not
 * get through in time is read again by whoever comes next.
 */
@ApplicationScoped
class EnvelopeConsumer {

    private static final Logger LOG = Logger.getLogger(EnvelopeConsumer.class);

    private final BatchReader reader = new BatchReader();
    private final Destination destination;
    private final BatchMetrics metrics;
    private final Duration grace;
    private final ExecutorService threads;
    private final InFlightBatches deliveries;

    EnvelopeConsumer(Destination destination, DeadLetters deadLetters, RetryForever retry, BatchMetrics metrics,
            BatchSettings settings) {
        this.destination = destination;
        this.metrics = metrics;
        this.grace = settings.grace();
        BatchPolicy pace = BatchPolicies.of(settings, destination.pace());
        this.threads = Executors.newFixedThreadPool(pace.inFlight(), EnvelopeConsumer::thread);
        BatchDelivery delivery = new BatchDelivery(destination, deadLetters, retry, metrics, threads);
        this.deliveries = new InFlightBatches(pace, batch -> delivery.deliver(batch).subscribeAsCompletionStage(),
                EnvelopeConsumer::later);
        metrics.watch(deliveries);
    }

    void started(@Observes @Priority(StartOrder.SETTINGS) StartupEvent event) {
        LOG.infof("bridge started destination=%s", destination.name());
    }

    /** Messages and not payloads: they are acknowledged long after the next ones were read. */
    @Incoming("run-envelopes")
    Uni<Void> consume(Message<ConsumerRecords<byte[], byte[]>> message) {
        return Uni.createFrom().item(() -> reader.read(message.getPayload()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(metrics::taken)
                .chain(polled -> Uni.createFrom().completionStage(deliveries.take(polled, () -> acknowledge(message))));
    }

    void stop(@Observes ShutdownEvent event) {
        LOG.infof("bridge stopping destination=%s bytes_in_hand=%d", destination.name(), deliveries.bytesInHand());
        try {
            deliveries.stop().toCompletableFuture().get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warnf("stopping with rows in hand, they are delivered after the next start bytes_in_hand=%d",
                    deliveries.bytesInHand());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
        threads.shutdownNow();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the connector keeps it until it commits
    private static void acknowledge(Message<?> message) {
        message.ack();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // cannot fail
    private static void later(Runnable what, Duration after) {
        Infrastructure.getDefaultWorkerPool().schedule(what, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "delivery");
        thread.setDaemon(true);
        return thread;
    }
}
