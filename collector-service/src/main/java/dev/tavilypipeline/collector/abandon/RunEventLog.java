package dev.tavilypipeline.collector.abandon;

import dev.tavilypipeline.contract.RunEvent;

/** Where facts go: {@code run.events}. */
interface RunEventLog {

    /** Returns when Kafka has the fact. Writing it twice is writing it once. */
    void append(RunEvent fact);
}
