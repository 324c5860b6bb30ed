package dev.tavilypipeline.agent.worker;

import java.time.Instant;
import java.util.UUID;

import io.smallrye.mutiny.Uni;

/**
 * What {@code run.events} and {@code research.cancellations} say about the runs of this replica's partitions. The worker asks
 * here and not the collector, which may lag: a finished run must not be executed and paid again.
 */
interface RunHistory {

    /** Completes when everything that the partition has from that time until now has been read. It never fails. */
    Uni<Void> load(int partition, Instant since);

    boolean isFinished(int partition, UUID runId);

    boolean isCancelled(int partition, UUID runId);

    /** How many executions of a run have started and not ended it. */
    int unfinishedExecutions(int partition, UUID runId);
}
