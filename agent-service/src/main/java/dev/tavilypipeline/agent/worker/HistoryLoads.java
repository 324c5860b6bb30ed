package dev.tavilypipeline.agent.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

import dev.tavilypipeline.agent.worker.OwnedHistories.Load;
import dev.tavilypipeline.contract.Topics;

/**
 * Decides from which offset the history of each partition is read. It starts where the oldest job needs it and goes on from
 * there. If an older job comes, as after a redrive, the partition is read again from the time of that job. If Kafka fails, all
 * partitions are read again. Not for several threads.
 */
final class HistoryLoads {

    private final OwnedHistories histories;
    private final List<StartedLoad> loads = new ArrayList<>();

    /** @param ends where the partition ended when the load was started; empty until then */
    private record StartedLoad(Load load, Map<TopicPartition, Long> ends) {
    }

    HistoryLoads(OwnedHistories histories) {
        this.histories = histories;
    }

    /** Nothing counts as read: the consumer is a new one. */
    void restart() {
        histories.reload();
        loads.forEach(load -> load.ends().clear());
    }

    /** Assigns the owned partitions and accepts the requests. */
    void start(Consumer<?, ?> consumer) {
        assign(consumer);
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

    /** Completes the requests whose facts have all been read. */
    void end(Consumer<?, ?> consumer) {
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
}
