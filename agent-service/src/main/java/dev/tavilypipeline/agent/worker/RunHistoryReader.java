package dev.tavilypipeline.agent.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.admission.DailyBudget;
import dev.tavilypipeline.kit.kafka.TraceHeaders;
import dev.tavilypipeline.kit.retry.RetryForever;

/**
 * Follows {@code run.events} and {@code research.cancellations} of the owned partitions, on a thread of its own. All topics
 * have the same partitions and keys, so the facts of a run are in the partition of its job.
 * {@link HistoryLoads} says from where.
 */
final class RunHistoryReader {

    private static final Logger LOG = Logger.getLogger(RunHistoryReader.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final OwnedHistories histories;
    private final Supplier<Consumer<byte[], HistoryFact>> newConsumer;
    private final BiConsumer<Integer, UUID> onCancellation;
    private final DailyBudget budget;
    private final RetryForever retry;
    private final HistoryLoads loads;
    private final Thread thread = new Thread(this::run, "run-history");
    private volatile Consumer<?, ?> current;
    private volatile boolean stopped;

    /** @param onCancellation gets the partition and the run */
    RunHistoryReader(OwnedHistories histories, Supplier<Consumer<byte[], HistoryFact>> newConsumer,
            BiConsumer<Integer, UUID> onCancellation, DailyBudget budget, RetryForever retry) {
        this.histories = histories;
        this.loads = new HistoryLoads(histories);
        this.newConsumer = newConsumer;
        this.onCancellation = onCancellation;
        this.budget = budget;
        this.retry = retry;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        Consumer<?, ?> polling = current;
        if (polling == null) {
            thread.interrupt();
        } else {
            polling.wakeup();
        }
    }

    private void run() {
        while (!stopped) {
            try {
                retry.retryBlocking("reading the history of runs", this::follow);
            } catch (IllegalStateException interrupted) {
                LOG.debug("the history of runs is not read any more", interrupted);
                return;
            }
        }
    }

    /** @return after a stop */
    private Void follow() throws InterruptedException {
        try (Consumer<byte[], HistoryFact> consumer = newConsumer.get()) {
            current = consumer;
            loads.restart();
            while (!stopped) {
                loads.start(consumer);
                if (consumer.assignment().isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
                } else {
                    consumer.poll(POLL).forEach(this::add);
                }
                loads.end(consumer);
                histories.forget();
            }
            return null;
        } catch (WakeupException stop) {
            return null;
        } finally {
            current = null;
        }
    }

    private void add(ConsumerRecord<byte[], HistoryFact> record) {
        UUID runId = runIdOf(record.key());
        if (runId != null) {
            histories.of(record.partition()).ifPresent(history -> add(record, runId, history));
        }
    }

    private void add(ConsumerRecord<byte[], HistoryFact> record, UUID runId, PartitionHistory history) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        HistoryFact fact = record.value();
        switch (fact.kind()) {
            case STARTED -> history.started(runId, fact.key(), TraceHeaders.of(record.headers()), at);
            case FINISHED -> history.finished(runId, at);
            case CANCELLED -> {
                history.cancelled(runId, at);
                onCancellation.accept(record.partition(), runId);
            }
            case CALL -> {
                if (fact.call() != null) {
                    history.called(runId, fact.call().callId(), fact.call().credits(), at);
                    budget.add(record.partition(), fact.call().callId(), fact.call().calledAt(), fact.call().costUsd());
                }
            }
            case OTHER -> {
                // nothing depends on it
            }
        }
    }

    private static UUID runIdOf(byte[] key) {
        try {
            return key == null ? null : UUID.fromString(new String(key, UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
