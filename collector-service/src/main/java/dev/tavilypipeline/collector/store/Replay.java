package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A request to emit envelopes again, and how far it has come.
 *
 * @param from the earliest {@code requested_at}; null if runs are named
 * @param to the first {@code requested_at} after the window; null if runs are named
 * @param runIds null for a window
 * @param marked how many runs it has reached
 * @param without the named runs that are unknown or have no envelope
 * @param after where marking continues in a window; null at its beginning
 * @param allMarked whether it has reached all runs
 */
public record Replay(UUID id, Instant askedAt, Instant from, Instant to, List<UUID> runIds, long marked,
        List<UUID> without, PageKey after, boolean allMarked) {

    public static Replay ofWindow(UUID id, Instant askedAt, Instant from, Instant to) {
        return new Replay(id, askedAt, from, to, null, 0, List.of(), null, false);
    }

    public static Replay ofRuns(UUID id, Instant askedAt, List<UUID> runIds) {
        return new Replay(id, askedAt, null, null, runIds, 0, List.of(), null, false);
    }

    /** @param next null if all runs are reached */
    Replay reached(Set<UUID> more, PageKey next) {
        List<UUID> left = runIds == null ? List.of() : runIds.stream().filter(run -> !more.contains(run)).toList();
        return new Replay(id, askedAt, from, to, runIds, marked + more.size(), left, next, next == null);
    }
}
