package dev.tavilypipeline.collector.emit;

import java.time.Duration;
import java.time.Instant;

import dev.tavilypipeline.collector.projection.PreparedEnvelope;
import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.store.RunState;

/** Decides whether the envelope of a run is emitted, and when. */
public final class EmissionPolicy {

    /** A job is read later than the events of its run only in a backlog. */
    private static final Duration JOB_GRACE_PERIOD = Duration.ofSeconds(1);

    private final Duration missingFactsGracePeriod;

    /** @param missingFactsGracePeriod from the latest fact of a run to an envelope without those still missing */
    public EmissionPolicy(Duration missingFactsGracePeriod) {
        this.missingFactsGracePeriod = missingFactsGracePeriod;
    }

    /** What to do about a run's envelope. */
    public sealed interface Decision {

        /** Emit it now. */
        record Emit(PreparedEnvelope envelope) implements Decision {
        }

        /** Decide again then: more facts are expected. */
        record Wait(Instant until) implements Decision {
        }

        /** There is no envelope, or it was emitted already. */
        record Skip() implements Decision {
        }
    }

    /**
     * @param run projected now
     * @param emitted the envelope emitted last; null if there is none
     * @param republish whether an envelope that has not changed is emitted again
     * @param lastWrite when the latest facts were written
     */
    public Decision decide(Run run, RunState.Emitted emitted, boolean republish, Instant lastWrite) {
        if (!run.isTerminal() || !run.summary().deliver()) {
            return new Decision.Skip();
        }
        boolean changed = !new RunState.Emitted(run.row().revision(), Projection.VERSION).equals(emitted);
        if (!changed && !republish) {
            return new Decision.Skip();
        }
        Instant until = lastWrite.plus(gracePeriod(run));
        return run.row().emittedAt().isBefore(until)
                ? new Decision.Wait(until)
                : new Decision.Emit(PreparedEnvelope.of(run, !changed));
    }

    private Duration gracePeriod(Run run) {
        if (!run.isComplete()) {
            return missingFactsGracePeriod;
        }
        return run.jobIsRead() ? Duration.ZERO : JOB_GRACE_PERIOD;
    }
}
