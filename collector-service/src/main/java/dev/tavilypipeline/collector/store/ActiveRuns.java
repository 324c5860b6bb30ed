package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.bson.Document;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.SupportedTimes;
import dev.tavilypipeline.kit.json.ContractJson;

/**
 * The runs that are not terminal. Their documents have a key, a text of status, time at which the latest fact was stored, and
 * run_id. Its order finds the runs of a status, and among them the inactive ones.
 */
@Singleton
public class ActiveRuns {

    private static final String AFTER_ALL = "~";

    private final RunStore store;

    public ActiveRuns(RunStore store) {
        this.store = store;
    }

    /**
     * An active run without facts for some time.
     *
     * @param executionId the canonical execution
     * @param lastFactAt time of the latest fact, not after it was stored: an agent's clock may be fast
     */
    public record InactiveRun(UUID runId, UUID executionId, Instant lastFactAt) {

        /** Empty for a run without an execution. */
        private static Optional<InactiveRun> of(RunDocument document) {
            JsonNode run = ContractJson.readTree(document.summary().getBytes(UTF_8));
            JsonNode execution = run.path("execution_id");
            JsonNode lastFactAt = run.path("last_fact_at");
            return execution.isTextual() && lastFactAt.isTextual()
                    ? Optional.of(new InactiveRun(document.runId(), UUID.fromString(execution.textValue()),
                            earlier(Instant.parse(lastFactAt.textValue()), storedAt(document))))
                    : Optional.empty();
        }
    }

    /** Active runs with an execution whose latest fact was stored before. */
    public List<InactiveRun> inactiveSince(Instant stored, int limit) {
        return Stream.of(RunStatus.RUNNING, RunStatus.CANCEL_REQUESTED).flatMap(status -> RunDocument.list(store.runs()
                .find(between(status.wireName() + "/", prefix(status, stored)))
                .projection(include(RunDocument.SUMMARY, RunDocument.ACTIVE))
                .sort(ascending(RunDocument.ACTIVE))
                .limit(limit)).stream()).flatMap(run -> InactiveRun.of(run).stream()).toList();
    }

    public Map<RunStatus, Long> count() {
        return Stream.of(RunStatus.values()).filter(status -> !status.isTerminal())
                .collect(Collectors.toMap(status -> status, status -> store.runs().countDocuments(withStatus(status))));
    }

    /** A run without an execution waits for an agent, however long that takes: it is never inactive. */
    static String key(Run run, Instant now) {
        return prefix(run.row().status(), run.summary().executionId() == null ? SupportedTimes.LAST : now) + "/"
                + run.row().runId();
    }

    private static String prefix(RunStatus status, Instant time) {
        return status.wireName() + "/" + OutboxEntry.sortable(time);
    }

    private static Instant storedAt(RunDocument document) {
        return Instant.ofEpochMilli(Long.parseLong(document.bson().getString(RunDocument.ACTIVE).split("/", -1)[1]));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Document withStatus(RunStatus status) {
        return between(status.wireName() + "/", status.wireName() + "/" + AFTER_ALL);
    }

    private static Document between(String from, String to) {
        return new Document(RunDocument.ACTIVE, new Document("$gte", from).append("$lt", to));
    }
}
