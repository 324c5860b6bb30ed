package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Projections.include;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;

import org.bson.Document;
import org.bson.conversions.Bson;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.PreparedEnvelope;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.kit.json.ContractJson;

/**
 * A run's document: the only class that knows its field names, and how they map to what the collector works with.
 *
 * <pre>
 * _id            run_id
 * facts          fact key → the fact's JSON, as it was read
 * size           bytes of the facts, as of the last conditional update
 * version        of the latest write of facts, different for each
 * written_at     time of that write
 * pending        {@link OutboxEntry}, while the envelope has to be published
 * active         {@link ActiveKey}, while the run is not terminal
 * republish      ids of the replays that ask for the envelope although it has not changed
 * status, company, query, industry, error_type, simulated, requested_at
 *                what lists, replays and retention select and sort by, until the run is purged
 * deliver, ledger_at
 *                what the ledger selects and sorts by; {@code
 * ledger_at
 * } is {@code
 * requested_at
 * } for ever
 * summary        what lists show, as JSON
 * emitted        {revision, projection_version, at, steps, calls, missing_facts, envelope} of the envelope emitted last
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
    static final String DELIVER = "deliver";
    static final String REQUESTED_AT = "requested_at";
    static final String LEDGER_AT = "ledger_at";
    static final String SUMMARY = "summary";
    static final String EMITTED = "emitted";
    static final String ENVELOPE = "emitted.envelope";
    static final String PURGED = "purged";

    static final Bson STATE_FIELDS = include(FACTS, VERSION, WRITTEN_AT, PENDING, REPUBLISH, PURGED, "emitted.revision",
            "emitted.projection_version");
    static final Bson LEDGER_FIELDS = include(LEDGER_AT, DELIVER, ACTIVE, PENDING, "emitted.revision",
            "emitted.projection_version", "emitted.at", "emitted.steps", "emitted.calls", "emitted.missing_facts");

    String id() {
        return bson.getString(ID);
    }

    UUID runId() {
        return UUID.fromString(id());
    }

    /** 0 for a document without it, to which facts were only added unconditionally yet. */
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
        return instant(bson.getDate(REQUESTED_AT));
    }

    /** Null if no time of the run is known. */
    Instant ledgerAt() {
        return instant(bson.getDate(LEDGER_AT));
    }

    String summary() {
        return bson.getString(SUMMARY);
    }

    boolean wasEmitted() {
        return bson.containsKey(EMITTED);
    }

    private Document emitted() {
        return bson.get(EMITTED, new Document());
    }

    /** The envelope emitted last, as JSON; null if there is none. */
    String envelope() {
        return emitted().getString("envelope");
    }

    RunState state() {
        RunFacts facts = new RunFacts();
        bson.get(FACTS, new Document())
                .forEach((field, json) -> facts.add(Fact.stored(runId(), decode(field), (String) json)));
        Instant writtenAt = instant(bson.getDate(WRITTEN_AT));
        Document emitted = emitted();
        return new RunState(runId(), facts, version(), writtenAt == null ? Instant.EPOCH : writtenAt,
                pending() == null ? null : OutboxEntry.of(pending()), bson.containsKey(REPUBLISH),
                wasEmitted() ? new RunState.Emitted(emitted.getInteger("revision"), emitted.getInteger("projection_version"))
                        : null,
                isPurged());
    }

    LedgerEntry ledgerEntry(LedgerEntry.Delivery delivery) {
        Document emitted = emitted();
        return new LedgerEntry(runId(), ledgerAt(), delivery, emitted.getInteger("revision"),
                emitted.getInteger("projection_version"), emitted.getInteger("steps"), emitted.getInteger("calls"),
                emitted.getInteger("missing_facts"), instant(emitted.getDate("at")));
    }

    /** The fields that an update sets, its facts aside. */
    static Document fields(RunUpdate update, Date now) {
        AgentRunRow row = update.run().row();
        Date requestedAt = row.requestedAt() == null ? null : Date.from(row.requestedAt());
        Document fields = new Document(STATUS, row.status().wireName())
                .append(COMPANY, folded(row.companyName()))
                .append(QUERY, folded(row.query()))
                .append(INDUSTRY, row.industry())
                .append(ERROR_TYPE, row.errorType())
                .append(SIMULATED, row.simulated())
                .append(DELIVER, update.run().summary().deliver())
                .append(SIZE, update.size())
                .append(REQUESTED_AT, requestedAt)
                .append(LEDGER_AT, requestedAt)
                .append(SUMMARY, new String(ContractJson.write(update.run().summary()), UTF_8));
        if (!update.run().isTerminal() && update.run().isKnown()) {
            fields.append(ACTIVE, ActiveKey.of(update.run(), now.toInstant()));
        }
        if (update.entry() != null) {
            fields.append(PENDING, update.entry().text());
        }
        if (update.emits()) {
            fields.append(EMITTED, emitted(update.envelope()));
        }
        if (!update.facts().isEmpty()) {
            fields.append(VERSION, update.version()).append(WRITTEN_AT, now);
        }
        return fields;
    }

    private static Document emitted(PreparedEnvelope prepared) {
        AgentRunRow row = prepared.envelope().agentRun();
        return new Document("revision", row.revision())
                .append("projection_version", row.projectionVersion())
                .append("at", Date.from(row.emittedAt()))
                .append("steps", prepared.envelope().runSteps().size())
                .append("calls", prepared.envelope().apiCalls().size())
                .append("missing_facts", row.missingFacts())
                .append("envelope", prepared.json());
    }

    /** Names and queries are compared without regard to case. */
    static String folded(String text) {
        return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    /** The field of a fact inside {@link #FACTS}: its key, without the characters that MongoDB treats specially. */
    static String factField(Fact fact) {
        return fact.key().replace("%", "%25").replace(".", "%2E").replace("$", "%24").replace("\0", "%00");
    }

    private static String decode(String field) {
        return field.replace("%00", "\0").replace("%24", "$").replace("%2E", ".").replace("%25", "%");
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
