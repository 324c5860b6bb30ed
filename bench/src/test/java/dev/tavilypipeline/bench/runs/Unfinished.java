package dev.tavilypipeline.bench.runs;

/**
 * Records of facts that were in Kafka before a moment and that the collector had not committed after it.
 *
 * @param notStored whose facts are not in MongoDB: not read yet, or in hand
 * @param notSettled whose facts are in MongoDB, with a run that has its mark still: its envelope was not sent, or sent and not
 *        written down
 * @param notCommitted where only the commit was missing, or the run is still on its way
 */
public record Unfinished(int notStored, int notSettled, int notCommitted) {

    public int records() {
        return notStored + notSettled + notCommitted;
    }
}
