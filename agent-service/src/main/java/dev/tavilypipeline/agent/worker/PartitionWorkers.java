package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.call.TimeSource;

/** The workers of the partitions that this process owns. It lets their runs end before a partition goes to another replica. */
final class PartitionWorkers {

    private static final Logger LOG = Logger.getLogger(PartitionWorkers.class);

    /** After runs were handed over: for the answers of the calls in flight. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(8);
    /** After that: for the rows of the calls without an answer. */
    private static final Duration LAST_ROWS = Duration.ofSeconds(2);

    private final Duration grace;
    private final TimeSource time;
    private final Map<Integer, PartitionWorker> workers = new ConcurrentHashMap<>();
    private volatile boolean draining;

    /** @param grace how long runs may go on when their partition is revoked */
    PartitionWorkers(Duration grace, TimeSource time) {
        this.grace = grace;
        this.time = time;
    }

    void add(int partition, PartitionWorker worker) {
        workers.put(partition, worker);
        if (draining) {
            worker.close(); // the partitions of a replica that has stopped come here while runs still end
        }
    }

    Optional<PartitionWorker> of(int partition) {
        return Optional.ofNullable(workers.get(partition));
    }

    /** Of partitions. */
    int count() {
        return workers.size();
    }

    int runningRuns() {
        return running(workers.values());
    }

    void cancel(int partition, UUID runId) {
        of(partition).ifPresent(worker -> worker.cancel(runId));
    }

    /** Lets no run make another call. */
    void handOver() {
        workers.values().forEach(PartitionWorker::handOver);
    }

    /** Lets no run of a partition make another call. */
    void handOver(int partition) {
        of(partition).ifPresent(PartitionWorker::handOver);
    }

    /** Partitions that are added from now on start no runs. Blocks for at most the grace period and 10 s. */
    void drainAll() {
        draining = true;
        drain(List.copyOf(workers.values()));
    }

    /** Blocks for at most the grace period and 10 s. */
    void drainAndRemove(Collection<Integer> partitions) {
        drain(partitions.stream().map(workers::get).filter(Objects::nonNull).toList());
        workers.keySet().removeAll(partitions);
    }

    private void drain(Collection<PartitionWorker> revoked) {
        revoked.forEach(PartitionWorker::close);
        if (awaitEnd(revoked, grace)) {
            return;
        }
        LOG.warnf("grace period is over, the next owner of the partition executes the runs that have not ended runs=%d",
                running(revoked));
        revoked.forEach(PartitionWorker::handOver);
        if (awaitEnd(revoked, LAST_CALLS)) {
            return;
        }
        LOG.warnf("runs still wait for their last call or for Kafka, calls are broken off and their cost is not known runs=%d",
                running(revoked));
        revoked.forEach(PartitionWorker::breakOffCalls);
        if (!awaitEnd(revoked, LAST_ROWS)) {
            LOG.warnf("rows may be missing, Kafka has not acknowledged them runs=%d", running(revoked));
        }
    }

    private boolean awaitEnd(Collection<PartitionWorker> revoked, Duration longest) {
        TimeSource.Stopwatch stopwatch = time.start();
        return revoked.stream().allMatch(worker -> worker.awaitEnd(longest.minus(stopwatch.elapsed())));
    }

    private static int running(Collection<PartitionWorker> workers) {
        return workers.stream().mapToInt(PartitionWorker::running).sum();
    }
}
