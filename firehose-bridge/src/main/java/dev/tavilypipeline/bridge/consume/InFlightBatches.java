package dev.tavilypipeline.bridge.consume;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.tavilypipeline.bridge.consume.DeliveryBatch.State;
import dev.tavilypipeline.bridge.deliver.BatchPolicy;

/**
 * Groups polled records into batches and has several of them delivered at once.
 *
 * <p>
 * A batch starts when it is large enough, or when its first rows have lingered and fewer than
 * {@link BatchPolicy#maxInFlightBatches} are being delivered. Batches are acknowledged in the order of polling, whichever is
 * delivered first: otherwise a commit could pass over records that are not delivered. While
 * {@link BatchPolicy#maxInFlightBytes} are in flight, {@link #take} does not complete, and the connector polls no more.
 */
final class InFlightBatches {

    private final BatchPolicy policy;
    private final Function<DeliveryBatch, CompletionStage<Void>> delivery;
    private final Consumer<DeliveryBatch> acknowledgement;
    private final BiConsumer<Runnable, Duration> timer;

    /** In the order of polling. Only the last one can take more records. */
    private final Deque<DeliveryBatch> batches = new ArrayDeque<>();
    private final Set<Integer> revoked = new HashSet<>();
    private int deliveries;
    private long opened;
    private long bytes;
    private boolean stopped;
    private CompletableFuture<Void> roomForMore = CompletableFuture.completedFuture(null);

    /**
     * @param delivery completes when the batch is delivered; it never fails
     * @param acknowledgement is called for each delivered batch, in the order of polling
     * @param timer runs something after a time
     */
    InFlightBatches(BatchPolicy policy, Function<DeliveryBatch, CompletionStage<Void>> delivery,
            Consumer<DeliveryBatch> acknowledgement, BiConsumer<Runnable, Duration> timer) {
        this.policy = policy;
        this.delivery = delivery;
        this.acknowledgement = acknowledgement;
        this.timer = timer;
    }

    /**
     * Passes over records of revoked partitions: their new owner reads them again.
     *
     * @return completes when more may be taken; never after a stop
     */
    synchronized CompletionStage<Void> take(List<PollBatch> polls) {
        if (stopped) {
            return new CompletableFuture<>();
        }
        for (PollBatch poll : polls) {
            if (!revoked.contains(poll.partition())) {
                DeliveryBatch batch = openBatch();
                batch.add(poll);
                bytes += poll.bytes();
                if (isFull(batch)) {
                    batch.makeDue();
                }
            }
        }
        startDeliveries();
        if (bytes >= policy.maxInFlightBytes() && roomForMore.isDone()) {
            roomForMore = new CompletableFuture<>();
        }
        return roomForMore;
    }

    synchronized void assign(Collection<Integer> partitions) {
        revoked.removeAll(partitions);
    }

    /**
     * Takes no more records of these partitions.
     *
     * @return completes when all records that were taken before are acknowledged; at once after a stop, which waited already
     */
    synchronized CompletionStage<Void> revoke(Collection<Integer> partitions) {
        revoked.addAll(partitions);
        return stopped ? CompletableFuture.completedStage(null) : drain();
    }

    /** Takes no more records. @return completes when all records that were taken before are acknowledged */
    synchronized CompletionStage<Void> stop() {
        stopped = true;
        return drain();
    }

    /** The memory of all records that are taken and not acknowledged. */
    synchronized long bytes() {
        return bytes;
    }

    /** Kafka's timestamp of the oldest record in flight; {@link Instant#MAX} if there is none. */
    synchronized Instant oldest() {
        return batches.stream().map(DeliveryBatch::oldest).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    private CompletionStage<Void> drain() {
        DeliveryBatch last = batches.peekLast();
        if (last == null) {
            return CompletableFuture.completedStage(null);
        }
        last.makeDue();
        startDeliveries();
        return last.acknowledged();
    }

    private DeliveryBatch openBatch() {
        DeliveryBatch last = batches.peekLast();
        if (last != null && last.state().compareTo(State.STARTED) < 0 && !isFull(last)) {
            return last;
        }
        DeliveryBatch next = new DeliveryBatch();
        batches.add(next);
        long number = ++opened;
        // the number and not the batch: the timer would keep the rows of a delivered batch in memory
        timer.accept(() -> lingered(number), policy.linger());
        return next;
    }

    private boolean isFull(DeliveryBatch batch) {
        return batch.bytes() >= policy.batchBytes();
    }

    /** Of the batches, only the one opened last may still wait for more records. */
    private synchronized void lingered(long number) {
        DeliveryBatch last = batches.peekLast();
        if (number == opened && last != null) {
            last.makeDue();
            startDeliveries();
        }
    }

    private void startDeliveries() {
        for (DeliveryBatch next = firstDue(); next != null && deliveries < policy.maxInFlightBatches(); next = firstDue()) {
            DeliveryBatch batch = next;
            batch.become(State.STARTED);
            deliveries++;
            delivery.apply(batch).thenRun(() -> delivered(batch));
        }
    }

    private DeliveryBatch firstDue() {
        return batches.stream().filter(batch -> batch.state() == State.DUE).findFirst().orElse(null);
    }

    private synchronized void delivered(DeliveryBatch batch) {
        batch.become(State.DELIVERED);
        deliveries--;
        while (!batches.isEmpty() && batches.peek().state() == State.DELIVERED) {
            DeliveryBatch done = batches.remove();
            bytes -= done.bytes();
            acknowledgement.accept(done);
            done.acknowledged().complete(null);
        }
        startDeliveries();
        if (bytes < policy.maxInFlightBytes() && !stopped) {
            roomForMore.complete(null);
        }
    }
}
