package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;

/**
 * The replays, and the marks that they set: each run of the window gets a mark of its own kind and the replay's id, which stays
 * until its envelope was emitted. A mark that is set twice is one.
 */
public class ReplayStore {

    private final MongoCollection<Document> replays;
    private final RunStore store;
    private final RunList list;

    ReplayStore(MongoCollection<Document> replays, RunStore store, RunList list) {
        this.replays = replays;
        this.store = store;
        this.list = list;
    }

    public void save(Replay replay) {
        Document document = new Document("_id", replay.id().toString())
                .append("asked_at", Date.from(replay.askedAt()))
                .append("marked", replay.marked())
                .append("all_marked", replay.allMarked());
        if (replay.runIds() != null) {
            document.append("run_ids", texts(replay.runIds())).append("without", texts(replay.without()));
        } else {
            document.append("from", Date.from(replay.from())).append("to", Date.from(replay.to()))
                    .append("after", replay.after() == null ? null : replay.after().cursor());
        }
        replays.replaceOne(eq(replay.id().toString()), document, new ReplaceOptions().upsert(true));
    }

    public Optional<Replay> find(UUID id) {
        return Optional.ofNullable(replays.find(eq(id.toString())).first()).map(ReplayStore::read);
    }

    /** Those that have not reached all their runs. */
    public List<Replay> unfinished() {
        return replays.find(eq("all_marked", false)).map(ReplayStore::read).into(new ArrayList<>());
    }

    /** How many of its runs wait to be emitted. */
    public long left(UUID id) {
        return store.runs().countDocuments(eq("again", id.toString()));
    }

    /** Marks the next runs of a replay, those that have an envelope. */
    public Replay mark(Replay replay, Instant now, int atMost) {
        Bson fields = Projections.include("view.requested_at", "view.deliver", "live", "buried");
        List<Document> found = replay.runIds() != null
                ? store.runs().find(and(in("_id", texts(replay.runIds())), exists("view")))
                        .projection(fields).into(new ArrayList<>())
                : list.documents(RunFilter.requested(replay.from(), replay.to()), replay.after(), fields).limit(atMost)
                        .into(new ArrayList<>());
        Set<UUID> marked = found.stream()
                .filter(run -> !run.containsKey("live") && !run.containsKey("buried")
                        && run.get("view", Document.class).getBoolean("deliver", true))
                .map(run -> UUID.fromString(run.getString("_id")))
                .collect(Collectors.toUnmodifiableSet());
        if (!marked.isEmpty()) {
            store.runs().bulkWrite(marked.stream().map(run -> mark(run, replay.id(), now)).toList(),
                    new BulkWriteOptions().ordered(false));
        }
        boolean more = replay.runIds() == null && found.size() == atMost;
        return replay.reached(marked, more ? RunList.keyOf(found.get(found.size() - 1)) : null);
    }

    private static UpdateOneModel<Document> mark(UUID runId, UUID replay, Instant now) {
        OutboxEntry mark = new OutboxEntry(OutboxEntry.Kind.REPLAY, now, replay + "/" + runId);
        return new UpdateOneModel<>(RunWrites.only(runId),
                new Document("$set", new Document("dirty", mark.text()))
                        .append("$addToSet", new Document("again", replay.toString())));
    }

    private static Replay read(Document document) {
        String after = document.getString("after");
        return new Replay(UUID.fromString(document.getString("_id")), document.getDate("asked_at").toInstant(),
                instant(document.getDate("from")), instant(document.getDate("to")),
                ids(document, "run_ids", null), document.getLong("marked"), ids(document, "without", List.of()),
                after == null ? null : PageKey.of(after), document.getBoolean("all_marked"));
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    private static List<UUID> ids(Document document, String field, List<UUID> otherwise) {
        List<String> texts = document.getList(field, String.class);
        return texts == null ? otherwise : texts.stream().map(UUID::fromString).toList();
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
