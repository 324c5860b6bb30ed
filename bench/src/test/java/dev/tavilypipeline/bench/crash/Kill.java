package dev.tavilypipeline.bench.crash;

import dev.tavilypipeline.bench.runs.Unfinished;

/** A kill, and what it hit. */
record Kill(Moment moment, Unfinished hit) {

    /** When the collector is killed. */
    enum Moment {
        /** As soon as it has written a run's last fact: while it settles the run. */
        AS_IT_SETTLES,
        /** Some time after it has caught up with the load. */
        AT_ANY_TIME
    }
}
