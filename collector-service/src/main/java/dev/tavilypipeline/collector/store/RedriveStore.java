package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Indexes.ascending;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.bson.Document;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;

/**
 * What redrives remember for longer than Kafka keeps the offsets of a group without members: one document for each record that
 * was claimed, and one with all positions.
 */
public class RedriveStore {

    private static final String POSITIONS = "positions";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> redrives;
    private final Clock clock;

    public RedriveStore(MongoCollection<Document> redrives, Clock clock) {
        this.redrives = redrives;
        this.clock = clock;
    }

    /** A claim has to outlive every copy of its record: dead letters are kept for 90 days. */
    void createIndexes() {
        redrives.createIndex(ascending("at"), new IndexOptions().expireAfter(100L, TimeUnit.DAYS));
    }

    /**
     * Claims each record for the dead letter that is to be sent back in its place. The first claim stands, so of several copies
     * of a record always the same one is sent back.
     *
     * @param deadLetters by the identity of the record that they are copies of
     * @return the identities that are claimed for the dead letter given
     */
    public Set<String> claim(Map<String, String> deadLetters) {
        if (deadLetters.isEmpty()) {
            return Set.of();
        }
        Date now = Date.from(clock.instant());
        List<UpdateOneModel<Document>> claims = deadLetters.entrySet().stream()
                .map(claim -> new UpdateOneModel<Document>(new Document("_id", claim.getKey()),
                        new Document("$setOnInsert", new Document("dead_letter", claim.getValue()).append("at", now)), UPSERT))
                .toList();
        try {
            redrives.bulkWrite(claims, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            // two claims of one record at the same time: one of them is there
            if (e.getWriteErrors().stream().anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
        }
        return redrives.find(in("_id", deadLetters.keySet())).into(new ArrayList<>()).stream()
                .filter(claim -> deadLetters.get(claim.getString("_id")).equals(claim.getString("dead_letter")))
                .map(claim -> claim.getString("_id"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Moves each position forward to the one given, never back.
     *
     * @param positions the next offset, by partition; without dots in the names
     * @return all positions
     */
    public Map<String, Long> advance(Map<String, Long> positions) {
        Document max = new Document();
        positions.forEach((partition, offset) -> max.append("next." + partition, offset));
        Document all = redrives.findOneAndUpdate(new Document("_id", POSITIONS), new Document("$max", max),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return all.get("next", Document.class).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, position -> (Long) position.getValue()));
    }
}
