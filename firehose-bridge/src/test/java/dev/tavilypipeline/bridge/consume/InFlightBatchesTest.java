package dev.tavilypipeline.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;

class InFlightBatchesTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final List<DeliveryBatch> begun = new ArrayList<>();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private final List<Runnable> timers = new ArrayList<>();
    private final List<Integer> acknowledged = new ArrayList<>();
    private final InFlightBatches deliveries = new InFlightBatches(new BatchPolicy(Duration.ofSeconds(5), 100, 250, 2),
            this::deliver,
            (what, after) -> timers.add(what));

    @Test
    void shouldGatherUntilTheFirstHasWaitedLongEnough() {
        take(1, 10);
        take(2, 10);
        assertThat(begun).isEmpty();

        lingers(0);

        assertThat(begun).singleElement().satisfies(batch -> assertThat(batch.polls()).hasSize(2));
        assertThat(timers).as("one timer a batch").hasSize(1);
    }

    @Test
    void shouldNotWaitWhereThereIsEnough() {
        take(1, 60);
        take(2, 40);

        assertThat(begun).singleElement().satisfies(batch -> assertThat(batch.bytes()).isEqualTo(100));
    }

    @Test
    void shouldNotBeginABatchForTheTimerOfAFormerOne() {
        take(1, 100);
        take(2, 10);

        lingers(0);

        assertThat(begun).hasSize(1);
    }

    @Test
    void shouldGoOnGatheringWhileThereIsNoFreePlace() {
        take(1, 100);
        take(2, 100);
        take(3, 10);
        lingers(2);
        take(4, 10);
        assertThat(begun).hasSize(2);

        ends.get(0).complete(null);

        assertThat(begun).hasSize(3);
        assertThat(begun.get(2).polls()).hasSize(2);
    }

    @Test
    void shouldAcknowledgeInTheOrderOfReadingWhateverEndsFirst() {
        take(1, 60);
        take(2, 60);
        take(3, 100);

        ends.get(1).complete(null);
        assertThat(acknowledged).isEmpty();

        ends.get(0).complete(null);
        assertThat(acknowledged).containsExactly(1, 2, 3);
    }

    @Test
    void shouldNotReadMoreThanMayBeInHand() {
        take(1, 100);
        take(2, 100);
        CompletionStage<Void> third = take(3, 100);
        assertThat(third.toCompletableFuture()).isNotDone();

        ends.get(1).complete(null);
        assertThat(third.toCompletableFuture()).as("what is not acknowledged is in hand").isNotDone();
        ends.get(0).complete(null);

        assertThat(third.toCompletableFuture()).isDone();
        assertThat(deliveries.bytesInHand()).isEqualTo(100);
    }

    @Test
    void shouldTellTheOldestInHandWhereverItIs() {
        assertThat(deliveries.oldestInHand()).isEqualTo(Instant.MAX);
        take(5, 100);
        take(3, 10);
        assertThat(deliveries.oldestInHand()).isEqualTo(START.plusSeconds(3));

        lingers(1);
        ends.get(1).complete(null);
        assertThat(deliveries.oldestInHand()).as("delivered, not acknowledged").isEqualTo(START.plusSeconds(3));
        ends.get(0).complete(null);

        assertThat(deliveries.oldestInHand()).isEqualTo(Instant.MAX);
    }

    @Test
    void shouldDeliverWhatIsInHandAtAStopAndTakeNoMore() {
        take(1, 10);
        CompletableFuture<Void> stop = deliveries.stop().toCompletableFuture();
        assertThat(begun).hasSize(1);
        assertThat(stop).isNotDone();

        CompletionStage<Void> late = take(2, 10);
        ends.get(0).complete(null);

        assertThat(stop).isDone();
        assertThat(acknowledged).containsExactly(1);
        assertThat(late.toCompletableFuture()).isNotDone();
        assertThat(begun).hasSize(1);
    }

    private CompletionStage<Void> take(int number, long bytes) {
        return deliveries.take(new PollBatch(List.of(), List.of(), List.of(), List.of(), bytes, START.plusSeconds(number)),
                () -> acknowledged.add(number));
    }

    private void lingers(int timer) {
        timers.get(timer).run();
    }

    private CompletionStage<Void> deliver(DeliveryBatch batch) {
        begun.add(batch);
        ends.add(new CompletableFuture<>());
        return ends.get(ends.size() - 1);
    }
}
