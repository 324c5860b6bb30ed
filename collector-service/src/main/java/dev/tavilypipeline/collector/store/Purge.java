package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.UpdateOneModel;

import dev.tavilypipeline.kit.json.ContractJson;

/** What is left of a run's document when the time for which it was kept is over. */
final class Purge {

    private static final List<String> GONE = List.of("facts", "run", "emitted.envelope", "view.company", "view.query",
            "view.industry", "view.error_type", "view.status", "view.simulated", "view.last_fact_at");

    /** For facts that came too late. */
    static final Bson AGAIN = new Document("$unset", new Document("facts", "").append("dirty", "").append("again", ""));

    private Purge() {
    }

    static Bson due(Instant requestedBefore) {
        return and(lt("view.requested_at", Date.from(requestedBefore)), exists("live", false), exists("dirty", false),
                exists("buried", false));
    }

    /** Takes place only where no fact has come since. */
    static UpdateOneModel<Document> of(Document run, Date now) {
        Document gone = new Document();
        GONE.forEach(field -> gone.append(field, ""));
        String token = run.getString("token");
        return new UpdateOneModel<>(new Document("_id", run.getString("_id")).append("token", token),
                new Document("$unset", gone).append("$set", new Document("token", token + "/buried")
                        .append("buried", new Document("at", now).append("request", request(run.getString("run"))))));
    }

    private static String request(String summary) {
        JsonNode run = ContractJson.readTree(summary.getBytes(UTF_8));
        String asked = run.path("query").asText() + "\n" + run.path("requested_by").asText() + "\n"
                + run.path("deliver").asText();
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
