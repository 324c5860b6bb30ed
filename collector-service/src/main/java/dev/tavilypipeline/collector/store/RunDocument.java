package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.bson.Document;

import com.mongodb.client.FindIterable;

import dev.tavilypipeline.collector.projection.Fact;

/**
 * A run's document: its field names, and how they map to what the collector works with. analytics-service reads some of them.
 *
 * <pre>
 * _id            run_id
 * facts          fact key → the fact's JSON, as it was read
 * size           bytes of the facts that the last conditional update knew, or an unconditional one if it knew more
 * version        of the latest write of facts, different for each
 * written_at     time of that write
 * pending        {@link OutboxEntry}, while the envelope has to be published
 * active         key of {@link ActiveRuns}, while the run is not terminal
 * republish      ids of the replays that ask for the envelope although it has not changed
 * status, company, query, industry, error_type, simulated, requested_at
 *                what lists, replays and retention select and sort by, until the run is purged
 * work           {@link WorkTerms}, which lists select by, until the run is purged
 * unknown_since  time of the newest fact, while neither a job nor an execution is known; what retention selects by then
 * deliver, ledger_at
 *                what the ledger selects and sorts by; ledger_at is requested_at for ever
 * summary        what lists show, as JSON
 * emitted        {revision, projection_version, at, steps, calls, missing_facts, envelope} of the envelope emitted last
 * trace          traceparent of the execution that wrote the newest facts, if it is traced
 * purged         {at}, once facts, summary and envelope were deleted
 * </pre>
 */
record RunDocument(Document bson) {

    static final String ID = "_id";
    static final String FACTS = "facts";
    static final String SIZE = "size";
    static final String VERSION = "version";
    static final String WRITTEN_AT = "written_at";
    static final String PENDING = "pending";
    static final String ACTIVE = "active";
    static final String REPUBLISH = "republish";
    static final String STATUS = "status";
    static final String COMPANY = "company";
    static final String QUERY = "query";
    static final String INDUSTRY = "industry";
    static final String ERROR_TYPE = "error_type";
    static final String SIMULATED = "simulated";
    static final String WORK = "work";
    static final String DELIVER = "deliver";
    static final String REQUESTED_AT = "requested_at";
    static final String LEDGER_AT = "ledger_at";
    static final String UNKNOWN_SINCE = "unknown_since";
    static final String SUMMARY = "summary";
    static final String EMITTED = "emitted";
    static final String ENVELOPE = "emitted.envelope";
    static final String PURGED = "purged";
    static final String TRACE = "trace";

    static List<RunDocument> list(FindIterable<Document> found) {
        return found.map(RunDocument::new).into(new ArrayList<>());
    }

    String id() {
        return bson.getString(ID);
    }

    UUID runId() {
        return UUID.fromString(id());
    }

    /** 0 for a purged run. */
    int size() {
        return bson.getInteger(SIZE, 0);
    }

    String version() {
        return bson.getString(VERSION);
    }

    /** Null if there is none. */
    String pending() {
        return bson.getString(PENDING);
    }

    /** Whether new facts, and not only a replay, ask for an envelope. */
    boolean hasNewFacts() {
        return pending() != null && OutboxEntry.of(pending()).kind() == OutboxEntry.Kind.FACTS;
    }

    boolean isActive() {
        return bson.containsKey(ACTIVE);
    }

    boolean isPurged() {
        return bson.containsKey(PURGED);
    }

    boolean isDelivered() {
        return bson.getBoolean(DELIVER, true);
    }

    /** Null if the run was purged, or no time of it is known. */
    Instant requestedAt() {
        return instant(bson, REQUESTED_AT);
    }

    /** Null if no time of the run is known. */
    Instant ledgerAt() {
        return instant(bson, LEDGER_AT);
    }

    String summary() {
        return bson.getString(SUMMARY);
    }

    boolean wasEmitted() {
        return bson.containsKey(EMITTED);
    }

    /** Empty if no envelope was emitted. */
    Document emitted() {
        return bson.get(EMITTED, new Document());
    }

    /** The envelope emitted last, as JSON; null if there is none. */
    String envelope() {
        return emitted().getString("envelope");
    }

    /** Names and queries are compared without regard to case. */
    static String folded(String text) {
        return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    /** The field of a fact inside {@link #FACTS}: its key, without the characters that MongoDB treats specially. */
    static String factField(Fact fact) {
        return fact.key().replace("%", "%25").replace(".", "%2E").replace("$", "%24").replace("\0", "%00");
    }

    static String factKey(String field) {
        return field.replace("%00", "\0").replace("%24", "$").replace("%2E", ".").replace("%25", "%");
    }

    static Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
