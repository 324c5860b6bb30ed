package dev.tavilypipeline.collector.emit;

import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import dev.tavilypipeline.collector.projection.PreparedEnvelope;
import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.RunState;

/** Decides whether the envelope of a run is emitted, and when. */
@Singleton
public class EmissionPolicy {

    private final Duration missingFactsGracePeriod;

    public EmissionPolicy(OutboxSettings settings) {
        this.missingFactsGracePeriod = settings.missingFactsGracePeriod();
    }

    public sealed interface Decision {

        /** Null if none is emitted now. */
        default PreparedEnvelope envelope() {
            return null;
        }

        /** Null if nothing is left to decide. */
        default OutboxEntry entry(String version) {
            return null;
        }

        record Emit(PreparedEnvelope envelope) implements Decision {
        }

        /** Decide again then: more facts are expected. */
        record Wait(Instant until) implements Decision {

            @Override
            public OutboxEntry entry(String version) {
                return OutboxEntry.ofFacts(until, version);
            }
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
        boolean changed = !new RunState.Emitted(run.row().revision(), Projection.VERSION).equals(emitted);
        if (!run.isTerminal() || !run.summary().deliver() || !(changed || republish)) {
            return new Decision.Skip();
        }
        // a job is read later than the events of its run in a backlog, and when its partition has just changed its owner
        boolean factsAreMissing = !run.isComplete() || !run.jobIsRead();
        Instant until = factsAreMissing ? lastWrite.plus(missingFactsGracePeriod) : lastWrite;
        return run.row().emittedAt().isBefore(until)
                ? new Decision.Wait(until)
                : new Decision.Emit(PreparedEnvelope.of(run, !changed));
    }
}
