package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.bridge.split.Row;

/**
 * The requests of one delivery that Firehose has not accepted yet.
 *
 * <p>
 * A rejected request is halved until its row is alone. That row is at fault only if the stream rejects it, accepts something
 * else,
 * and rejects it again. Until then it waits behind its neighbours.
 */
final class PendingRequests {

    private final Packer packer;
    private final Deque<PutRequest> pending = new ArrayDeque<>();
    /** Rows rejected alone, and how much the stream had accepted at that time. */
    private final Map<Row, Long> suspects = new HashMap<>();

    PendingRequests(Packer packer) {
        this.packer = packer;
    }

    /** Null when there is none left. */
    PutRequest next() {
        return packer.hasNext() && onlySuspects() ? packer.next() : pending.poll();
    }

    /** Sends the request, or the part of it that failed, before all others. */
    void retry(PutRequest request) {
        if (request.size() > 0) {
            pending.addFirst(request);
        }
    }

    /**
     * @param acceptances how many requests the stream has accepted so far
     * @return whether the request is a single row which is at fault; otherwise it stays pending
     */
    boolean rejected(PutRequest request, long acceptances) {
        if (!request.isSingleRow()) {
            List<PutRequest> halves = request.halves();
            pending.addFirst(halves.get(1));
            pending.addFirst(halves.get(0));
            return false;
        }
        Row row = request.firstRow();
        Long before = suspects.put(row, acceptances);
        if (before != null && acceptances > before) {
            return true;
        }
        pending.addLast(request);
        return false;
    }

    /** Whether every request left is a row that was rejected alone. */
    boolean hasOnlySuspects() {
        return !packer.hasNext() && onlySuspects();
    }

    private boolean onlySuspects() {
        return pending.stream().allMatch(request -> request.isSingleRow() && suspects.containsKey(request.firstRow()));
    }
}
