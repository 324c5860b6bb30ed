package dev.tavilypipeline.collector.emit;

import java.time.Duration;

import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.store.RunState;

/** Decides which runs have an envelope to emit, and when. */
public final class EmissionPolicy {

    private static final Duration JOB_PATIENCE = Duration.ofSeconds(1);

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

    /**
     * How long after a run's latest fact its envelope is held for others: for those that the run speaks of, and for its job,
     * which is read behind the run's events only where many are waiting to be read. Zero if none is missing.
     */
    public Duration waitFor(Run run) {
        if (!run.isWhole()) {
            return patience;
        }
        return run.jobIsRead() ? Duration.ZERO : JOB_PATIENCE;
    }
}
