package dev.tavilypipeline.bench.crash;

/**
 * What a kill hit: records of facts that were in Kafka before it and that the collector had not committed after it.
 *
 * @param notStored whose facts are not in MongoDB: not read yet, or in hand
 * @param notSettled whose facts are in MongoDB, with a run that has its mark still: its envelope was not sent, or sent and not
 *        written down
 * @param notCommitted where only the commit was missing, or the run is still on its way
 */
record Kill(Moment moment, int notStored, int notSettled, int notCommitted) {

    /** When the collector is killed. */
    enum Moment {
        /** As soon as it has written a run's last fact: while it settles the run. */
        AS_IT_SETTLES,
        /** Some time after it has caught up with the load. */
        AT_ANY_TIME
    }

    int inFlight() {
        return notStored + notSettled + notCommitted;
    }
}
