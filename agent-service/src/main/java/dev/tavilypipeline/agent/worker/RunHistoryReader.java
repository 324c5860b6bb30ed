package dev.tavilypipeline.agent.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.admission.DailyBudget;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.smallrye.mutiny.Uni;

/**
 * Follows {@code run.events} and {@code research.cancellations} of the owned partitions, on a thread of its own. All topics
 * have
 * the same partitions and keys, so the facts of a run are in the partition of its job.
 *
 * <p>
 * It starts where the oldest job needs it and reads on from there. If an older job comes, as after a redrive, it goes back and
 * reads the partition again from the time of that job.
 */
final class RunHistoryReader implements RunHistory {

    private static final Logger LOG = Logger.getLogger(RunHistoryReader.class);

    /** By which the clocks of agents may differ. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration KEEP = Duration.ofMinutes(10);

    private final Supplier<Consumer<byte[], HistoryFact>> newConsumer;
    private final BiConsumer<Integer, UUID> onCancellation;
    private final DailyBudget budget;
    private final RetryForever retry;
    private final InstantSource clock;
    private final Map<Integer, PartitionHistory> histories = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> oldestNeeded = new ConcurrentHashMap<>();
    private final Queue<Load> newLoads = new ConcurrentLinkedQueue<>();
    private final List<Load> loads = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "run-history");
    private volatile Consumer<?, ?> current;
    private volatile boolean stopped;
    private Instant nextForget;

    private record Load(int partition, Instant since, CompletableFuture<Void> done, Map<TopicPartition, Long> ends) {
    }

    /** @param onCancellation gets the partition and the run */
    RunHistoryReader(Supplier<Consumer<byte[], HistoryFact>> newConsumer, BiConsumer<Integer, UUID> onCancellation,
            DailyBudget budget, RetryForever retry, InstantSource clock) {
        this.newConsumer = newConsumer;
        this.onCancellation = onCancellation;
        this.budget = budget;
        this.retry = retry;
        this.clock = clock;
        this.nextForget = clock.instant().plus(KEEP);
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

    void own(int partition, Instant now) {
        histories.put(partition, new PartitionHistory());
        newLoads.add(request(partition, needed(now)));
    }

    void disown(int partition) {
        histories.remove(partition);
        oldestNeeded.remove(partition);
    }

    @Override
    public Uni<Void> load(int partition, Instant since) {
        Instant from = needed(since);
        PartitionHistory history = histories.get(partition);
        if (history == null || history.isLoadedFrom(from)) {
            oldestNeeded.merge(partition, from, RunHistoryReader::earlier);
            return Uni.createFrom().voidItem();
        }
        Load load = request(partition, from);
        newLoads.add(load);
        return Uni.createFrom().completionStage(() -> load.done().copy());
    }

    private Load request(int partition, Instant from) {
        oldestNeeded.merge(partition, from, RunHistoryReader::earlier);
        return new Load(partition, from, new CompletableFuture<>(), new HashMap<>());
    }

    private Instant needed(Instant since) {
        Instant from = since.minus(CLOCK_SKEW);
        return budget.isLimited() ? earlier(from, DailyBudget.startOfDay(clock.instant())) : from;
    }

    @Override
    public boolean isFinished(int partition, UUID runId) {
        return ask(partition, history -> history.isFinished(runId), false);
    }

    @Override
    public boolean isCancelled(int partition, UUID runId) {
        return ask(partition, history -> history.isCancelled(runId), false);
    }

    @Override
    public int unfinishedExecutions(int partition, UUID runId) {
        return ask(partition, history -> history.unfinishedExecutions(runId), 0);
    }

    private <T> T ask(int partition, Function<PartitionHistory, T> question, T otherwise) {
        PartitionHistory history = histories.get(partition);
        return history == null ? otherwise : question.apply(history);
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

    /** @return after a stop; it fails if Kafka does, and then all partitions are read again */
    private Void follow() throws InterruptedException {
        try (Consumer<byte[], HistoryFact> consumer = newConsumer.get()) {
            current = consumer;
            histories.values().forEach(PartitionHistory::unload);
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
                forget();
            }
            return null;
        } catch (WakeupException stop) {
            return null;
        } finally {
            current = null;
        }
    }

    private void assign(Consumer<?, ?> consumer) {
        List<TopicPartition> wanted = histories.entrySet().stream()
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
        for (Load load = newLoads.poll(); load != null; load = newLoads.poll()) {
            loads.add(load);
        }
        for (Load load : loads) {
            PartitionHistory history = histories.get(load.partition());
            if (history != null && load.ends().isEmpty()) {
                goBack(consumer, load, history);
                load.ends().putAll(consumer.endOffsets(topicPartitions(load.partition())));
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

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private void endLoads(Consumer<?, ?> consumer) {
        loads.removeIf(load -> {
            boolean done = !histories.containsKey(load.partition())
                    || (!load.ends().isEmpty() && load.ends().entrySet().stream()
                            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
            if (done) {
                Optional.ofNullable(histories.get(load.partition())).ifPresent(history -> history.loaded(load.since()));
                load.done().complete(null);
            }
            return done;
        });
    }

    private void add(ConsumerRecord<byte[], HistoryFact> record) {
        PartitionHistory history = histories.get(record.partition());
        UUID runId = runIdOf(record.key());
        if (history == null || runId == null) {
            return;
        }
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

    /** Keeps what the jobs of the last minutes needed: memory does not grow with time. */
    private void forget() {
        if (clock.instant().isAfter(nextForget)) {
            nextForget = clock.instant().plus(KEEP);
            histories.forEach((partition, history) -> {
                Instant needed = oldestNeeded.remove(partition);
                history.forgetBefore(needed == null ? clock.instant().minus(CLOCK_SKEW) : needed);
            });
        }
    }
}
