package dev.tavilypipeline.agent.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.admission.DailyBudget;
import dev.tavilypipeline.agent.worker.OwnedHistories.Load;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.retry.RetryForever;

/**
 * Follows {@code run.events} and {@code research.cancellations} of the owned partitions, on a thread of its own. All topics
 * have
 * the same partitions and keys, so the facts of a run are in the partition of its job.
 *
 * <p>
 * It starts where the oldest job needs it and reads on from there. If an older job comes, as after a redrive, it goes back and
 * reads the partition again from the time of that job. If Kafka fails, it reads all partitions again.
 */
final class RunHistoryReader {

    private static final Logger LOG = Logger.getLogger(RunHistoryReader.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final OwnedHistories histories;
    private final Supplier<Consumer<byte[], HistoryFact>> newConsumer;
    private final BiConsumer<Integer, UUID> onCancellation;
    private final DailyBudget budget;
    private final RetryForever retry;
    private final List<StartedLoad> loads = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "run-history");
    private volatile Consumer<?, ?> current;
    private volatile boolean stopped;

    /** @param ends where the partition ended when the load was started; empty until then */
    private record StartedLoad(Load load, Map<TopicPartition, Long> ends) {
    }

    /** @param onCancellation gets the partition and the run */
    RunHistoryReader(OwnedHistories histories, Supplier<Consumer<byte[], HistoryFact>> newConsumer,
            BiConsumer<Integer, UUID> onCancellation, DailyBudget budget, RetryForever retry) {
        this.histories = histories;
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
            histories.all().values().forEach(PartitionHistory::unload);
            loads.forEach(load -> load.ends().clear());
            while (!stopped) {
                assign(consumer);
                startLoads(consumer);
                if (consumer.assignment().isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
                } else {
                    consumer.poll(POLL).forEach(this::add);
                }
                endLoads(consumer);
                histories.forget();
            }
            return null;
        } catch (WakeupException stop) {
            return null;
        } finally {
            current = null;
        }
    }

    private void assign(Consumer<?, ?> consumer) {
        List<TopicPartition> wanted = histories.all().entrySet().stream()
                .filter(entry -> entry.getValue().isLoading())
                .flatMap(entry -> topicPartitions(entry.getKey()).stream()).toList();
        if (consumer.assignment().size() != wanted.size() || !consumer.assignment().containsAll(wanted)) {
            consumer.assign(wanted);
        }
    }

    private static List<TopicPartition> topicPartitions(int partition) {
        return List.of(new TopicPartition(Topics.RUN_EVENTS, partition),
                new TopicPartition(Topics.RESEARCH_CANCELLATIONS, partition));
    }

    private void startLoads(Consumer<?, ?> consumer) {
        for (Load load = histories.nextLoad(); load != null; load = histories.nextLoad()) {
            loads.add(new StartedLoad(load, new HashMap<>()));
        }
        for (StartedLoad started : loads) {
            if (started.ends().isEmpty()) {
                histories.of(started.load().partition()).ifPresent(history -> {
                    goBack(consumer, started.load(), history);
                    started.ends().putAll(consumer.endOffsets(topicPartitions(started.load().partition())));
                });
            }
        }
    }

    private void goBack(Consumer<?, ?> consumer, Load load, PartitionHistory history) {
        if (history.isLoadingFrom(load.since())) {
            return;
        }
        history.startLoading(load.since());
        assign(consumer);
        Map<TopicPartition, Long> times = new HashMap<>();
        topicPartitions(load.partition()).forEach(at -> times.put(at, Math.max(0, load.since().toEpochMilli())));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found : consumer.offsetsForTimes(times).entrySet()) {
            if (found.getValue() == null) {
                consumer.seekToEnd(List.of(found.getKey()));
            } else {
                consumer.seek(found.getKey(), found.getValue().offset());
            }
        }
    }

    private void endLoads(Consumer<?, ?> consumer) {
        loads.removeIf(started -> {
            Load load = started.load();
            if (histories.of(load.partition()).isPresent() && !isRead(started, consumer)) {
                return false;
            }
            histories.of(load.partition()).ifPresent(history -> history.loaded(load.since()));
            load.done().complete(null);
            return true;
        });
    }

    private static boolean isRead(StartedLoad started, Consumer<?, ?> consumer) {
        return !started.ends().isEmpty() && consumer.assignment().containsAll(started.ends().keySet())
                && started.ends().entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
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
            case STARTED -> history.started(runId, fact.key(), at);
            case FINISHED -> history.finished(runId, at);
            case CANCELLED -> {
                history.cancelled(runId, at);
                onCancellation.accept(record.partition(), runId);
            }
            case CALL -> {
                if (fact.call() != null) {
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
