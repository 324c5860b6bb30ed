package dev.tavilypipeline.bench.runs;

/**
 * Records of facts that were in Kafka before a moment and that the collector had not committed after it.
 *
 * @param notStored whose facts are not in MongoDB: not read yet, or in hand
 * @param emittedOnly whose facts are not in MongoDB, but told by an envelope that is in Kafka
 * @param notCommitted whose facts are in MongoDB: only the commit was missing
 */
public record Unfinished(int notStored, int emittedOnly, int notCommitted) {

    public int records() {
        return notStored + emittedOnly + notCommitted;
    }
}
