package dev.tavilypipeline.bench.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.ProducerRecord;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.facts.RecordSender;

/** Sends records to Kafka at a steady rate in the background, whatever happens to the consumers, and keeps what it sent. */
public final class SteadySender<T> implements AutoCloseable {

    private static final int TICK_MS = 20;

    private final RecordSender records;
    private final Function<T, ProducerRecord<byte[], byte[]>> toRecord;
    private final Supplier<Optional<T>> rest;
    private final List<T> sent = new ArrayList<>();
    /** All sending is on its single thread. */
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> ticks;

    /**
     * @param next what to send next
     * @param rest what {@link #finish} sends, until it is empty
     * @param perSecond 50 or a multiple of it
     */
    public SteadySender(String bootstrapServers, Supplier<T> next, Supplier<Optional<T>> rest,
            Function<T, ProducerRecord<byte[], byte[]>> toRecord, int perSecond) {
        this.toRecord = toRecord;
        this.rest = rest;
        records = new RecordSender(bootstrapServers);
        int perTick = perSecond * TICK_MS / 1000;
        ticks = thread.scheduleAtFixedRate(() -> {
            for (int i = 0; i < perTick; i++) {
                send(next.get());
            }
        }, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Sends facts; in the end every run that has started is complete. */
    public static SteadySender<Fact> ofFacts(String bootstrapServers, LoadGenerator load, int perSecond) {
        return new SteadySender<>(bootstrapServers, load::next, load::nextOfStartedRuns, Fact::toRecord, perSecond);
    }

    private void send(T item) {
        records.send(toRecord.apply(item));
        sent.add(item);
    }

    /** Sends the rest. Returns all that was sent, in order, when Kafka has acknowledged it. */
    public List<T> finish() {
        try {
            if (!ticks.cancel(false)) {
                ticks.get();
            }
            thread.submit(() -> {
                for (Optional<T> item = rest.get(); item.isPresent(); item = rest.get()) {
                    send(item.orElseThrow());
                }
                records.flush();
            }).get();
            return List.copyOf(sent);
        } catch (ExecutionException e) {
            throw new AssertionError("not everything was sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        records.close();
    }
}
