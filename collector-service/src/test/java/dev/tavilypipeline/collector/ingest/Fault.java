package dev.tavilypipeline.collector.ingest;

/** What happens at a call to MongoDB or Kafka. */
enum Fault {
    CRASH_BEFORE,
    CRASH_AFTER,
    /** The other replica consumes the next batch before the call is made, as one does that was thought to be dead. */
    OTHER_CONSUMES,
    /** The relay of the other replica runs before the call is made, a minute later. */
    OTHER_RELAYS
}
