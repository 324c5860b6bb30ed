package dev.tavilypipeline.collector.store;

import java.time.Instant;

import org.bson.Document;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.contract.RunStatus;

/**
 * What the documents of runs have that are not at their end: status, time of the latest fact and run_id as one text, by whose
 * order the runs of a status are found, and among them those that fell silent.
 */
final class Live {

    private static final String BEHIND_ALL = "~";

    private Live() {
    }

    /** @param now of a run whose clock is ahead nothing was heard later than now */
    static String text(Run.Summary summary, Instant now) {
        Instant latest = summary.lastFactAt();
        return since(summary.status(), latest == null || latest.isBefore(now) ? latest : now) + "/" + summary.runId();
    }

    private static String since(RunStatus status, Instant latestFact) {
        return status.wireName() + "/%013d".formatted(latestFact == null ? 0 : Math.max(0, latestFact.toEpochMilli()));
    }

    static Document ofStatus(RunStatus status) {
        return new Document("live",
                new Document("$gte", status.wireName() + "/").append("$lt", status.wireName() + "/" + BEHIND_ALL));
    }

    /** Those of which nothing was heard since. */
    static Document silentSince(RunStatus status, Instant latestFact) {
        return new Document("live",
                new Document("$gte", status.wireName() + "/").append("$lt", since(status, latestFact)));
    }
}
