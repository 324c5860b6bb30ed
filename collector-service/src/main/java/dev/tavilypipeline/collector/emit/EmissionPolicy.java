package dev.tavilypipeline.collector.emit;

import java.time.Duration;
import java.time.Instant;

import dev.tavilypipeline.collector.assemble.Projection;
import dev.tavilypipeline.collector.assemble.Run;
import dev.tavilypipeline.collector.store.RunState;

/** Decides which runs have an envelope to emit, and when. */
public final class EmissionPolicy {

    private final Duration patience;

    /** @param patience how long after a run's latest fact missing ones are waited for */
    public EmissionPolicy(Duration patience) {
        this.patience = patience;
    }

    /**
     * Whether the run has an envelope, and another one than was emitted. Facts only ever join a run, so that as many facts
     * told by the same code are the same envelope.
     *
     * @param emitted null if nothing was
     */
    public boolean isDue(Run run, RunState.Emitted emitted) {
        return hasEnvelope(run)
                && !new RunState.Emitted(run.summary().revision(), Projection.VERSION).equals(emitted);
    }

    /** A run on its way has none, nor one that is not to be delivered. */
    boolean hasEnvelope(Run run) {
        return run.isAtItsEnd() && run.summary().deliver();
    }

    /** Until when facts that the run speaks of are waited for; it may be emitted at once if there are none. */
    public Instant patientUntil(Run run, Instant latestFact) {
        return run.isWhole() ? latestFact : latestFact.plus(patience);
    }
}
