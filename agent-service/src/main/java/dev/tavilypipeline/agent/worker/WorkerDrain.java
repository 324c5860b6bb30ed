package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.Collection;

import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.call.TimeSource;

/** Lets the runs of workers end before their partitions go to another replica. */
final class WorkerDrain {

    private static final Logger LOG = Logger.getLogger(WorkerDrain.class);

    /** After runs were handed over: for the calls in flight, whose rows must be written. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(10);

    private final Duration grace;
    private final TimeSource time;

    WorkerDrain(Duration grace, TimeSource time) {
        this.grace = grace;
        this.time = time;
    }

    /** Blocks for at most the grace period and {@link #LAST_CALLS}. */
    void drain(Collection<PartitionWorker> workers) {
        workers.forEach(PartitionWorker::close);
        if (awaitEnd(workers, grace)) {
            return;
        }
        LOG.warnf("grace period is over, the next owner of the partition executes the runs that have not ended runs=%d",
                running(workers));
        workers.forEach(PartitionWorker::handOver);
        if (!awaitEnd(workers, LAST_CALLS)) {
            LOG.warnf("calls are still in flight at a stop or a rebalance, their rows may be missing runs=%d",
                    running(workers));
        }
    }

    private boolean awaitEnd(Collection<PartitionWorker> workers, Duration longest) {
        TimeSource.Stopwatch stopwatch = time.start();
        return workers.stream().allMatch(worker -> worker.awaitEnd(longest.minus(stopwatch.elapsed())));
    }

    static int running(Collection<PartitionWorker> workers) {
        return workers.stream().mapToInt(PartitionWorker::running).sum();
    }
}
