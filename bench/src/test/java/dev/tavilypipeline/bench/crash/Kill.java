package dev.tavilypipeline.bench.crash;

import dev.tavilypipeline.bench.runs.Unfinished;

/** A kill, and what it hit. */
record Kill(Moment moment, Unfinished hit) {

    /** When the collector is killed. */
    enum Moment {
        /** When Kafka has the envelope of a run, and MongoDB does not have its facts yet. */
        BETWEEN_ENVELOPE_AND_WRITE,
        /** Some time after it has caught up with the load. */
        AT_ANY_TIME
    }
}
