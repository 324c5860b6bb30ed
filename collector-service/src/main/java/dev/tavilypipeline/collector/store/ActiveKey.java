package dev.tavilypipeline.collector.store;

import java.time.Instant;

import org.bson.Document;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.SupportedTimes;

/**
 * A text that the documents of active runs have: status, time at which the latest fact was stored, and run_id. Its order finds
 * the runs of a status, and among them the inactive ones.
 */
final class ActiveKey {

    private static final String AFTER_ALL = "~";

    private ActiveKey() {
    }

    /** A run without an execution waits for an agent, however long that takes: it is never inactive. */
    static String of(Run run, Instant now) {
        return prefix(run.row().status(), run.summary().executionId() == null ? SupportedTimes.LAST : now) + "/"
                + run.row().runId();
    }

    private static String prefix(RunStatus status, Instant time) {
        return status.wireName() + "/" + SortableTime.of(time);
    }

    static Document withStatus(RunStatus status) {
        return between(status.wireName() + "/", status.wireName() + "/" + AFTER_ALL);
    }

    /** Runs whose latest fact was stored before. */
    static Document inactiveSince(RunStatus status, Instant stored) {
        return between(status.wireName() + "/", prefix(status, stored));
    }

    private static Document between(String from, String to) {
        return new Document(RunDocument.ACTIVE, new Document("$gte", from).append("$lt", to));
    }
}
