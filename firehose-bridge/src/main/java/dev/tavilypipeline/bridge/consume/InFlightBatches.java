package dev.tavilypipeline.bridge.consume;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;

/**
 * Gathers what is read into batches and has them delivered, some at once.
 *
 * <p>
 * A batch begins its way when it is large enough, or when its first rows have waited long enough and there is a free place.
 * Whatever is delivered first, records are acknowledged in the order in which they were read: else the ranges that a rebalance
 * brings back could be committed by what was read behind them. While as much is in hand as may be, what was taken last is not
 * told to be taken: its reader reads no more.
 */
final class InFlightBatches {

    /** What was read and how to acknowledge it. */
    private record Taken(PollBatch polled, Runnable acknowledgement) {
    }

    private static final class Batch {

        private final List<Taken> parts;
        private final DeliveryBatch content;
        private boolean delivered;

        Batch(List<Taken> parts) {
            this.parts = List.copyOf(parts);
            this.content = new DeliveryBatch(parts.stream().map(Taken::polled).toList());
        }
    }

    private final BatchPolicy pace;
    private final Function<DeliveryBatch, CompletionStage<Void>> delivery;
    private final BiConsumer<Runnable, Duration> timer;

    private final List<Taken> gathering = new ArrayList<>();
    private long gatheringBytes;
    private int gatherings;
    private boolean lingered;
    private final Deque<Batch> waiting = new ArrayDeque<>();
    /** Those on their way or delivered behind one that is not, in the order in which they were read. */
    private final Deque<Batch> begun = new ArrayDeque<>();
    private int inFlight;
    private long inHand;
    private CompletableFuture<Void> reader;
    private CompletableFuture<Void> stopped;

    /**
     * @param delivery completes when the batch may be acknowledged; whatever fails is its own matter
     * @param timer runs something after a while
     */
    InFlightBatches(BatchPolicy pace, Function<DeliveryBatch, CompletionStage<Void>> delivery,
            BiConsumer<Runnable, Duration> timer) {
        this.pace = pace;
        this.delivery = delivery;
        this.timer = timer;
    }

    /**
     * @param acknowledgement called when the records are delivered, as are all taken before them
     * @return completes when more may be taken; never, where it is over
     */
    synchronized CompletionStage<Void> take(PollBatch polled, Runnable acknowledgement) {
        if (stopped != null) {
            return new CompletableFuture<>();
        }
        if (gathering.isEmpty()) {
            int thisOne = gatherings;
            timer.accept(() -> lingered(thisOne), pace.linger());
        }
        gathering.add(new Taken(polled, acknowledgement));
        gatheringBytes += polled.bytes();
        inHand += polled.bytes();
        if (gatheringBytes >= pace.batchBytes()) {
            close();
        }
        begin();
        if (inHand < pace.inHandBytes()) {
            return CompletableFuture.completedStage(null);
        }
        reader = new CompletableFuture<>();
        return reader;
    }

    /** Takes no more and delivers what is in hand without waiting for more. Completes when nothing is in hand. */
    synchronized CompletionStage<Void> stop() {
        if (stopped == null) {
            stopped = new CompletableFuture<>();
            begin();
            completeWhenEmpty();
        }
        return stopped;
    }

    synchronized long bytesInHand() {
        return inHand;
    }

    /** Kafka's timestamp of the oldest record in hand; {@link Instant#MAX} where there is none. */
    synchronized Instant oldestInHand() {
        return Stream.of(begun.stream().map(batch -> batch.content.oldest()),
                waiting.stream().map(batch -> batch.content.oldest()),
                gathering.stream().map(taken -> taken.polled().oldest()))
                .flatMap(oldest -> oldest).min(Instant::compareTo).orElse(Instant.MAX);
    }

    private synchronized void lingered(int which) {
        if (which == gatherings) {
            lingered = true;
            begin();
        }
    }

    private void close() {
        waiting.add(new Batch(gathering));
        gathering.clear();
        gatheringBytes = 0;
        gatherings++;
        lingered = false;
    }

    private void begin() {
        while (inFlight < pace.inFlight()) {
            if (waiting.isEmpty() && !gathering.isEmpty() && (lingered || stopped != null)) {
                close();
            }
            Batch next = waiting.poll();
            if (next == null) {
                return;
            }
            begun.add(next);
            inFlight++;
            delivery.apply(next.content).thenRun(() -> delivered(next));
        }
    }

    private synchronized void delivered(Batch batch) {
        batch.delivered = true;
        inFlight--;
        while (!begun.isEmpty() && begun.peek().delivered) {
            Batch done = begun.remove();
            done.parts.forEach(taken -> taken.acknowledgement().run());
            inHand -= done.content.bytes();
        }
        begin();
        goOnReading();
        completeWhenEmpty();
    }

    private void goOnReading() {
        if (reader != null && stopped == null && inHand < pace.inHandBytes()) {
            CompletableFuture<Void> waitingReader = reader;
            reader = null;
            waitingReader.complete(null);
        }
    }

    private void completeWhenEmpty() {
        if (stopped != null && inHand == 0) {
            stopped.complete(null);
        }
    }
}
