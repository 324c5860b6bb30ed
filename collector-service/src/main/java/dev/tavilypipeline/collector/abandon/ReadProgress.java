package dev.tavilypipeline.collector.abandon;

import java.time.Instant;

/** How far all replicas together have read the facts. */
interface ReadProgress {

    /** A time before which every fact was stored that was in Kafka then. {@link Instant#MIN} if it is not known. */
    Instant readUntil();
}
