package dev.tavilypipeline.collector.ingest;

import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.RunState;

/**
 * What the next write of a run has to know.
 *
 * @param facts all that the document has while its token is this one
 * @param token null if there is no document yet
 * @param mark the one that it has; null if it had none when it was last looked at
 * @param emitted null if nothing was
 */
record CachedRun(RunFacts facts, String token, OutboxEntry mark, RunState.Emitted emitted) {

    static CachedRun none() {
        return new CachedRun(new RunFacts(), null, null, null);
    }

    static CachedRun of(RunState state) {
        return new CachedRun(state.facts(), state.token(), state.mark(), state.emitted());
    }
}
