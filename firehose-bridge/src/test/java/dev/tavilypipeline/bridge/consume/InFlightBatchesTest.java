package dev.tavilypipeline.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.bridge.deliver.PartitionRows;

class InFlightBatchesTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final List<DeliveryBatch> started = new ArrayList<>();
    private final List<CompletableFuture<Void>> deliveries = new ArrayList<>();
    private final List<Runnable> timers = new ArrayList<>();
    private final List<Integer> acknowledged = new ArrayList<>();
    private final InFlightBatches inFlight = new InFlightBatches(new BatchPolicy(Duration.ofSeconds(5), 100, 250, 2),
            this::deliver, batch -> batch.polls().forEach(poll -> acknowledged.add((int) poll.rows().firstOffset())),
            (task, delay) -> timers.add(task));

    @Test
    void shouldStartABatchWhenItsFirstRowsHaveLingered() {
        take(1, 10);
        take(2, 10);
        assertThat(started).isEmpty();

        linger(0);

        assertThat(started).singleElement().satisfies(batch -> assertThat(batch.polls()).hasSize(2));
        assertThat(timers).as("one timer a batch").hasSize(1);
    }

    @Test
    void shouldStartABatchThatIsLargeEnoughAtOnce() {
        take(1, 60);
        take(2, 40);

        assertThat(started).singleElement().satisfies(batch -> assertThat(batch.bytes()).isEqualTo(100L << 20));
    }

    @Test
    void shouldNotStartABatchOnTheTimerOfAnEarlierOne() {
        take(1, 100);
        take(2, 10);

        linger(0);

        assertThat(started).hasSize(1);
    }

    @Test
    void shouldKeepNothingOfADeliveredBatchUntilItsTimerEnds() {
        take(1, 100);
        WeakReference<DeliveryBatch> delivered = new WeakReference<>(started.remove(0));
        deliveries.remove(0).complete(null);

        assertThat(timers).hasSize(1);
        await().untilAsserted(() -> {
            System.gc();
            assertThat(delivered.get()).isNull();
        });
    }

    @Test
    void shouldAddToABatchThatWaitsForAnotherDeliveryToEnd() {
        take(1, 100);
        take(2, 100);
        take(3, 10);
        linger(2);
        take(4, 10);
        assertThat(started).hasSize(2);

        deliveries.get(0).complete(null);

        assertThat(started).hasSize(3);
        assertThat(started.get(2).polls()).hasSize(2);
    }

    @Test
    void shouldAcknowledgeInTheOrderOfPolling() {
        take(1, 60);
        take(2, 60);
        take(3, 100);

        deliveries.get(1).complete(null);
        assertThat(acknowledged).isEmpty();

        deliveries.get(0).complete(null);
        assertThat(acknowledged).containsExactly(1, 2, 3);
    }

    @Test
    void shouldTakeNoMoreThanMayBeInFlight() {
        take(1, 100);
        take(2, 100);
        CompletionStage<Void> third = take(3, 100);
        assertThat(third.toCompletableFuture()).isNotDone();

        deliveries.get(1).complete(null);
        assertThat(third.toCompletableFuture()).as("delivered and not acknowledged is in flight").isNotDone();
        deliveries.get(0).complete(null);

        assertThat(third.toCompletableFuture()).isDone();
        assertThat(inFlight.bytes()).isEqualTo(100L << 20);
    }

    @Test
    void shouldKnowTheOldestRecordInFlight() {
        assertThat(inFlight.oldest()).isEqualTo(Instant.MAX);
        take(5, 100);
        take(3, 10);
        assertThat(inFlight.oldest()).isEqualTo(START.plusSeconds(3));

        linger(1);
        deliveries.get(1).complete(null);
        assertThat(inFlight.oldest()).as("delivered, not acknowledged").isEqualTo(START.plusSeconds(3));
        deliveries.get(0).complete(null);

        assertThat(inFlight.oldest()).isEqualTo(Instant.MAX);
    }

    @Test
    void shouldDeliverWhatIsInFlightAtAStopAndTakeNoMore() {
        take(1, 10);
        CompletableFuture<Void> stop = inFlight.stop().toCompletableFuture();
        assertThat(started).hasSize(1);
        assertThat(stop).isNotDone();

        CompletionStage<Void> late = take(2, 10);
        deliveries.get(0).complete(null);

        assertThat(stop).isDone();
        assertThat(acknowledged).containsExactly(1);
        assertThat(late.toCompletableFuture()).isNotDone();
        assertThat(started).hasSize(1);
    }

    @Test
    void shouldNotWaitASecondTimeWhenTheConsumerIsClosedAfterAStop() {
        take(1, 10);
        inFlight.stop();

        assertThat(inFlight.revoke(List.of(0)).toCompletableFuture()).isDone();
    }

    @Test
    void shouldStopAtOnceWhenNothingIsInFlight() {
        assertThat(inFlight.stop().toCompletableFuture()).isDone();
    }

    @Test
    void shouldDeliverWhatIsInFlightWhenAPartitionIsRevoked() {
        take(1, 100);
        take(2, 100);
        take(3, 10);

        CompletableFuture<Void> revoked = inFlight.revoke(List.of(0)).toCompletableFuture();
        deliveries.get(1).complete(null);
        deliveries.get(0).complete(null);
        assertThat(revoked).as("the third batch did not linger and is not delivered yet").isNotDone();
        deliveries.get(2).complete(null);

        assertThat(revoked).isDone();
        assertThat(acknowledged).containsExactly(1, 2, 3);
    }

    @Test
    void shouldPassOverRecordsOfARevokedPartitionUntilItIsAssignedAgain() {
        inFlight.revoke(List.of(0, 1));
        inFlight.assign(List.of(1));

        inFlight.take(List.of(poll(0, 1, 100), poll(1, 2, 100)));

        assertThat(started).singleElement().satisfies(batch -> assertThat(batch.polls()).extracting(PollBatch::partition)
                .containsExactly(1));
    }

    private CompletionStage<Void> take(int number, long mib) {
        return inFlight.take(List.of(poll(0, number, mib)));
    }

    private static PollBatch poll(int partition, int number, long mib) {
        PartitionRows rows = PartitionRows.of(partition, number, number, START.plusSeconds(number), List.of());
        return new PollBatch(List.of(), rows, List.of(), Map.of(), mib << 20);
    }

    private void linger(int timer) {
        timers.get(timer).run();
    }

    private CompletionStage<Void> deliver(DeliveryBatch batch) {
        started.add(batch);
        deliveries.add(new CompletableFuture<>());
        return deliveries.get(deliveries.size() - 1);
    }
}
