package dev.tavilypipeline.collector.abandon;

import dev.tavilypipeline.contract.RunEvent;

/** The topic {@code run.events}. */
interface RunEventLog {

    /** Returns when Kafka has acknowledged the fact. Writing a fact twice has the same effect as writing it once. */
    void append(RunEvent fact);
}
