package dev.tavilypipeline.collector.store;

import java.time.Instant;

import org.bson.Document;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.contract.RunStatus;

/**
 * A text that the documents of active runs have: status, time of the latest fact and run_id. Its order finds the runs of a
 * status, and among them those without facts since a given time.
 */
final class ActiveKey {

    private static final String AFTER_ALL = "~";

    private ActiveKey() {
    }

    /** @param now a fact whose time is ahead counts as one of now */
    static String of(Run run, Instant now) {
        Instant latest = run.summary().lastFactAt();
        return prefix(run.row().status(), latest == null || latest.isBefore(now) ? latest : now) + "/" + run.row().runId();
    }

    private static String prefix(RunStatus status, Instant latestFact) {
        return status.wireName() + "/" + SortableTime.of(latestFact == null ? Instant.EPOCH : latestFact);
    }

    static Document withStatus(RunStatus status) {
        return between(status.wireName() + "/", status.wireName() + "/" + AFTER_ALL);
    }

    /** Runs whose latest fact is older. */
    static Document inactiveSince(RunStatus status, Instant latestFact) {
        return between(status.wireName() + "/", prefix(status, latestFact));
    }

    private static Document between(String from, String to) {
        return new Document(RunDocument.ACTIVE, new Document("$gte", from).append("$lt", to));
    }
}
