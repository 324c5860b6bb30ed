package dev.tavilypipeline.collector.intake;

import dev.tavilypipeline.collector.assemble.RunFacts;
import dev.tavilypipeline.collector.store.Mark;
import dev.tavilypipeline.collector.store.RunState;

/**
 * What the next write of a run has to know.
 *
 * @param facts all that the document has while its token is this one
 * @param token null if there is no document yet
 * @param mark the one that it has; null if it had none when it was last looked at
 * @param emitted null if nothing was
 */
record KnownRun(RunFacts facts, String token, Mark mark, RunState.Emitted emitted) {

    static KnownRun none() {
        return new KnownRun(new RunFacts(), null, null, null);
    }

    static KnownRun of(RunState state) {
        return new KnownRun(state.facts(), state.token(), state.mark(), state.emitted());
    }
}
