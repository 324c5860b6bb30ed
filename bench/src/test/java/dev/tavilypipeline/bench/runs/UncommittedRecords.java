package dev.tavilypipeline.bench.runs;

/**
 * Numbers of facts that were in Kafka while the collector lived, and that it had not committed when it was killed.
 *
 * @param notStored their facts are not in MongoDB: not read yet, or in flight
 * @param emittedOnly their facts are not in MongoDB, but in an envelope that is in Kafka
 * @param notCommitted their facts are in MongoDB: only the commit was missing
 */
public record UncommittedRecords(int notStored, int emittedOnly, int notCommitted) {

    public int total() {
        return notStored + emittedOnly + notCommitted;
    }
}
