package dev.tavilypipeline.collector.abandon;

import java.time.Instant;

/** How far the facts have been read, by all replicas together. */
interface ReadProgress {

    /** Whether every fact that was in Kafka at that time is stored. False where that cannot be told. */
    boolean hasReadAllUntil(Instant time);
}
