package dev.tavilypipeline.bench.crash;

import dev.tavilypipeline.bench.runs.UncommittedRecords;

/** A kill of the collector, and the records that were in flight. */
record CollectorKill(Moment moment, UncommittedRecords inFlight) {

    /** When the collector is killed. */
    enum Moment {
        /** When Kafka has the envelope of a run, and MongoDB does not have its facts yet. */
        BETWEEN_ENVELOPE_AND_WRITE,
        /** At a random time after it has caught up with the load. */
        ANY_TIME
    }
}
