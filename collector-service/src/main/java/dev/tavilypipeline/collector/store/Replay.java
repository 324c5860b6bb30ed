package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;

/**
 * A request to emit envelopes again, and how far it has come.
 *
 * @param from the earliest {@code requested_at}; null if runs are named
 * @param to the first {@code requested_at} after the window; null if runs are named
 * @param runIds null for a window
 * @param enqueued how many runs have got an outbox entry
 * @param without the named runs that are unknown or have no envelope
 * @param after where it continues in a window; null at its beginning
 * @param allEnqueued whether it has reached all runs
 * @param due when a replica may claim it; null if it has reached all runs
 * @param lease identifies the claim of a replica; null if there is none
 */
public record Replay(@BsonId UUID id, @BsonProperty("asked_at") Instant askedAt, Instant from, Instant to,
        @BsonProperty("run_ids") List<UUID> runIds, long enqueued, List<UUID> without, PageKey after,
        @BsonProperty("all_enqueued") boolean allEnqueued, Instant due, String lease) {

    public static Replay ofWindow(UUID id, Instant askedAt, Instant from, Instant to) {
        return new Replay(id, askedAt, from, to, null, 0, List.of(), null, false, askedAt, null);
    }

    public static Replay ofRuns(UUID id, Instant askedAt, List<UUID> runIds) {
        return new Replay(id, askedAt, null, null, runIds, 0, List.of(), null, false, askedAt, null);
    }

    /** @param next null if all runs are reached */
    Replay reached(Set<UUID> more, PageKey next) {
        List<UUID> left = runIds == null ? List.of() : runIds.stream().filter(run -> !more.contains(run)).toList();
        return new Replay(id, askedAt, from, to, runIds, enqueued + more.size(), left, next, next == null, due, lease);
    }

    Replay released(Instant next) {
        return new Replay(id, askedAt, from, to, runIds, enqueued, without, after, allEnqueued, allEnqueued ? null : next,
                null);
    }
}
