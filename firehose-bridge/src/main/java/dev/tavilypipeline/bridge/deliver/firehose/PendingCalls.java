package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.bridge.split.Row;

/**
 * The calls of one delivery that Firehose has not accepted yet.
 *
 * <p>
 * A rejected call is halved until its row is alone. That row is at fault only if the stream rejects it, accepts something else,
 * and rejects it again. Until then it waits behind its neighbours.
 */
final class PendingCalls {

    private final Packer packed;
    private final Deque<Call> pending = new ArrayDeque<>();
    /** Rows rejected alone, and how much the stream had accepted at that time. */
    private final Map<Row, Long> suspects = new HashMap<>();

    PendingCalls(Packer packed) {
        this.packed = packed;
    }

    /** Null when there is none left. */
    Call next() {
        return packed.hasNext() && onlySuspects() ? packed.next() : pending.poll();
    }

    /** Sends the call, or the part of it that failed, before all others. */
    void retry(Call call) {
        if (call.size() > 0) {
            pending.addFirst(call);
        }
    }

    /**
     * @param acceptances how many calls the stream has accepted so far
     * @return whether the call is a single row which is at fault; otherwise it stays pending
     */
    boolean rejected(Call call, long acceptances) {
        if (!call.isSingleRow()) {
            List<Call> halves = call.halves();
            pending.addFirst(halves.get(1));
            pending.addFirst(halves.get(0));
            return false;
        }
        Row row = call.firstRow();
        Long before = suspects.put(row, acceptances);
        if (before != null && acceptances > before) {
            return true;
        }
        pending.addLast(call);
        return false;
    }

    /** Whether every call left is a row that was rejected alone. */
    boolean hasOnlySuspects() {
        return !packed.hasNext() && onlySuspects();
    }

    private boolean onlySuspects() {
        return pending.stream().allMatch(call -> call.isSingleRow() && suspects.containsKey(call.firstRow()));
    }
}
