package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A wish to have envelopes emitted again, as they are now.
 *
 * @param from the earliest {@code requested_at}; null where runs are named
 * @param to the first {@code requested_at} that is too late; null where runs are named
 * @param runIds null for a window
 * @param marked how many runs it has reached
 * @param after where marking goes on in a window; null at its beginning
 * @param allMarked whether it has reached all
 */
public record Replay(UUID id, Instant askedAt, Instant from, Instant to, List<UUID> runIds, long marked, PageKey after,
        boolean allMarked) {

    Replay reached(int more, PageKey next) {
        return new Replay(id, askedAt, from, to, runIds, marked + more, next, next == null);
    }
}
