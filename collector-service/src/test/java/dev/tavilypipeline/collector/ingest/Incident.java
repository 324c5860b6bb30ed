package dev.tavilypipeline.collector.ingest;

/** What happens at a call to MongoDB or Kafka. */
enum Incident {
    CRASH_BEFORE,
    CRASH_AFTER,
    /** The other replica takes the next batch before the call goes out, as one does that was thought to be dead. */
    OTHER_TAKES,
    /** The other replica sweeps before the call goes out, a minute later. */
    OTHER_SWEEPS
}
