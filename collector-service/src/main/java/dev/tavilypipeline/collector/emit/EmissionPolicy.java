package dev.tavilypipeline.collector.emit;

import java.time.Duration;
import java.time.Instant;

import dev.tavilypipeline.collector.assemble.Run;
import dev.tavilypipeline.collector.store.StoredRun;

/** Decides what becomes of a marked run. */
final class EmissionPolicy {

    enum Decision {
        /** Nothing to emit: it is on its way, not to be delivered, or as it was emitted before. */
        CLEAR,
        /** Facts that it speaks of are still missing, and may come. */
        WAIT,
        EMIT
    }

    private final Duration patience;

    /** @param patience how long after a run's latest fact missing ones are waited for */
    EmissionPolicy(Duration patience) {
        this.patience = patience;
    }

    Decision decide(Run run, String hash, StoredRun stored, Instant now) {
        if (!run.isAtItsEnd() || !run.summary().deliver() || hash.equals(stored.emittedHash())) {
            return Decision.CLEAR;
        }
        boolean patient = now.isBefore(stored.mark().since().plus(patience));
        return !run.isWhole() && patient ? Decision.WAIT : Decision.EMIT;
    }
}
