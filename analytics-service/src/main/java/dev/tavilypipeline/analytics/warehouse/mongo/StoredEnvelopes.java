package dev.tavilypipeline.analytics.warehouse.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;

import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;

import dev.tavilypipeline.analytics.window.Window;

/**
 * The envelopes that the collector emitted, as it keeps them in its documents of the runs: of each run the last one, which is
 * also the one that the warehouse keeps. The names of fields are those of the collector's {@code RunDocument}.
 * <p>
 * Connects when it is asked first. No request takes longer than {@link #MAX_TIME}.
 */
final class StoredEnvelopes implements AutoCloseable {

    private static final Duration MAX_TIME = Duration.ofSeconds(20);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** Documents in memory at once; an envelope has up to a megabyte, and usually a hundredth of that. */
    private static final int BATCH = 50;

    private static final String REQUESTED_AT = "requested_at";
    private static final String EMITTED = "emitted";
    private static final String ENVELOPE = "envelope";
    /** Runs whose rows were deleted have only this time, and the time of the deletion. */
    private static final String LEDGER_AT = "ledger_at";
    private static final String PURGED = "purged";

    private final Supplier<MongoClient> connector;
    private final String database;
    private MongoClient client;

    StoredEnvelopes(String uri, String database) {
        this.connector = () -> MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applicationName("tavily-data-pipeline")
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket
                        .connectTimeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(MAX_TIME.toMillis(), TimeUnit.MILLISECONDS))
                .timeout(MAX_TIME.toMillis(), TimeUnit.MILLISECONDS)
                .build());
        this.database = database;
    }

    private synchronized MongoCollection<Document> runs() {
        if (client == null) {
            client = connector.get();
        }
        return client.getDatabase(database).getCollection("runs");
    }

    /** @throws com.mongodb.MongoException if it does not answer */
    void ping() {
        runs().find().projection(include("_id")).limit(1).first();
    }

    /** How many runs were requested in the window, at their end or not; no more than one above the limit. */
    long count(Window window, int limit) {
        return runs().countDocuments(in(REQUESTED_AT, window), new CountOptions().limit(limit + 1));
    }

    boolean hasPurged(Window window) {
        return runs().find(and(in(LEDGER_AT, window), exists(PURGED))).projection(include("_id")).first() != null;
    }

    /** As JSON; one at a time is in memory, and a few more that were read ahead. */
    Iterable<String> of(Window window) {
        FindIterable<Document> found = runs().find(and(in(REQUESTED_AT, window), exists(EMITTED + "." + ENVELOPE)))
                .projection(include(EMITTED + "." + ENVELOPE)).batchSize(BATCH);
        return found.map(run -> run.get(EMITTED, Document.class).getString(ENVELOPE));
    }

    private static Bson in(String time, Window window) {
        return and(gte(time, Date.from(window.from())), lt(time, Date.from(window.to())));
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
