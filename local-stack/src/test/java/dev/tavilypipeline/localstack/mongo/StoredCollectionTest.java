package dev.tavilypipeline.localstack.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;

class StoredCollectionTest {

    private static final byte[] UNREADABLE = { 1 };

    private final MVStore store = MVStore.open(null);
    private final StoredDatabase database = new StoredDatabase("db", store, new CursorRegistry());
    private final StoredCollection runs = collection("runs");
    private final MVMap<Object, byte[]> documents = new StoredMaps(store).documents("db.runs");

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldReadOneDocumentForTheFirstOfARange() {
        index(runs, false, true, "due");
        IntStream.range(0, 1_000).forEach(i -> runs.addDocument(run(i).append("due", "f%04d".formatted(999 - i))));
        makeUnreadable(998);

        List<Object> found = find(runs, new Document("due", new Document("$gt", "f0000").append("$lt", "g")),
                new Document("due", 1), 1);

        assertThat(found).containsExactly(998);
    }

    @Test
    void shouldUpdateTheFirstOfARangeReadingNoOther() {
        index(runs, false, true, "due");
        IntStream.range(0, 1_000).forEach(i -> runs.addDocument(run(i).append("due", "f%04d".formatted(999 - i))));
        makeUnreadable(999);

        Document result = runs.findAndModify(new Document("query", new Document("due", new Document("$lt", "f0500")))
                .append("sort", new Document("due", 1))
                .append("update", new Document("$set", new Document("due", "f2000"))));

        assertThat(result.get("value")).isEqualTo(run(999).append("due", "f0000"));
        assertThat(runs.count(new Document("due", "f2000"), 0, 0)).isEqualTo(1);
    }

    @Test
    void shouldReadOneDocumentForItsIdAmongOtherConditions() {
        IntStream.range(0, 10).forEach(i -> runs.addDocument(run(i).append("version", "1")));
        makeUnreadable(5);

        Document change = new Document("$set", new Document("version", "2"));
        Document first = update(run(5).append("version", "1"), change);
        Document again = update(and(run(5), new Document("version", "1")), change);

        assertThat(first).containsEntry("nModified", 1);
        assertThat(again).containsEntry("nModified", 0);
    }

    @Test
    void shouldAnswerQueriesWhileIndexesComeAndGo() {
        index(runs, false, true, "due");
        runs.addDocument(run(1).append("due", "f1"));

        CompletableFuture<Void> indexes = CompletableFuture.runAsync(() -> IntStream.range(0, 5_000).forEach(i -> {
            index(runs, false, true, "field" + i % 50);
            runs.dropIndex("field" + i % 50);
        }));

        while (!indexes.isDone()) {
            assertThat(runs.count(new Document("due", "f1"), 0, 0)).isEqualTo(1);
        }
        assertThat(indexes).isCompleted();
    }

    private Document update(Document query, Document change) {
        return runs.updateDocuments(query, change, ArrayFilters.empty(), false, false, NoopOplog.get());
    }

    @Test
    void shouldReadOnePageInDescendingOrder() {
        index(runs, false, false, "view.status", "view.requested_at", "_id");
        IntStream.range(0, 1_000).forEach(i -> runs.addDocument(run(i).append("view",
                new Document("status", i % 2 == 0 ? "failed" : "success").append("requested_at", hour(i / 10)))));
        makeUnreadable(500, 498, 496);

        List<Object> found = find(runs, and(new Document("view.requested_at", new Document("$ne", null)),
                new Document("view.status", "failed"),
                new Document("$or", List.of(new Document("view.requested_at", new Document("$lt", hour(50))),
                        and(new Document("view.requested_at", hour(50)), new Document("_id", new Document("$lt", 502)))))),
                new Document("view.requested_at", -1).append("_id", -1), 3);

        assertThat(found).containsExactly(500, 498, 496);
    }

    @Test
    void shouldReadNoDocumentToCountOrToListIds() {
        index(runs, false, true, "due");
        index(runs, false, true, "replays");
        IntStream.range(0, 100).forEach(i -> runs.addDocument(run(i).append("due", "f%04d".formatted(i))
                .append("replays", i < 50 ? List.of("a", "b") : List.of("a"))));
        makeUnreadable();

        assertThat(runs.count(new Document("due", new Document("$gte", "f0010").append("$lt", "f0020")), 0, 0)).isEqualTo(10);
        assertThat(runs.count(new Document("replays", "b"), 0, 0)).isEqualTo(50);
        assertThat(find(runs, new Document("due", new Document("$lt", "f0002")), null, 0, new Document("_id", 1)))
                .containsExactly(run(0), run(1));
    }

    @Test
    void shouldRefuseAListInAUniqueIndex() {
        index(runs, true, false, "tags");

        assertThatThrownBy(() -> runs.addDocument(run(1).append("tags", List.of("a")))).isInstanceOf(MongoServerError.class)
                .hasMessageContaining("'tags'");
    }

    @Test
    void shouldFindTheSameWithAndWithoutIndexes() {
        StoredCollection plain = collection("plain");
        index(runs, false, true, "a");
        index(runs, false, false, "b");
        index(runs, false, true, "a", "b");
        index(runs, false, false, "b", "c.d", "_id");
        index(runs, true, true, "u");
        Random random = new Random(7);
        for (int i = 0; i < 80; i++) {
            Document document = anyDocument(random, i, false);
            runs.addDocument(document.cloneDeeply());
            plain.addDocument(document);
        }

        for (int i = 0; i < 600; i++) {
            if (i == 300) {
                change(random, plain);
            }
            Document query = anyQuery(random);
            Document order = anyOrder(random);
            int limit = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 0;
            assertThat(find(runs, query, order, limit)).as("%s by %s, at most %d", query, order, limit)
                    .isEqualTo(find(plain, query, order, limit));
            assertThat(find(runs, query, null, 0)).as("%s", query)
                    .containsExactlyInAnyOrderElementsOf(find(plain, query, null, 0));
            assertThat(runs.count(query, 0, 0)).as("count of %s", query).isEqualTo(plain.count(query, 0, 0));
        }
    }

    private void change(Random random, StoredCollection plain) {
        for (int i = 0; i < 60; i++) {
            Document id = run(random.nextInt(80));
            Document update = new Document("$set", anyDocument(random, 0, true).cloneDeeply());
            ((Document) update.get("$set")).remove("_id");
            ((Document) update.get("$set")).remove("u");
            boolean deletes = random.nextInt(5) == 0;
            for (StoredCollection collection : List.of(runs, plain)) {
                if (deletes) {
                    collection.deleteDocuments(id, 1);
                }
                collection.updateDocuments(id, update, ArrayFilters.empty(), false, false, NoopOplog.get());
            }
        }
    }

    private static Document anyDocument(Random random, int id, boolean lists) {
        Document document = run(id).append("u", "u" + id);
        for (String field : List.of("a", "b")) {
            if (random.nextInt(4) > 0) {
                document.append(field, anyValue(random, lists && random.nextInt(20) == 0));
            }
        }
        return document.append("c", new Document("d", anyValue(random, false)));
    }

    private static Object anyValue(Random random, boolean list) {
        if (list) {
            return IntStream.range(0, random.nextInt(3)).mapToObj(i -> anyValue(random, false)).toList();
        }
        int number = random.nextInt(5);
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> number;
            case 2 -> (long) number;
            case 3 -> hour(number);
            case 4 -> number % 2 == 0;
            default -> "t" + number;
        };
    }

    private static Document anyQuery(Random random) {
        List<Document> parts = IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> anyCondition(random)).toList();
        return switch (random.nextInt(4)) {
            case 0 -> and(parts.toArray(Document[]::new));
            case 1 -> and(new Document("$or", parts), anyCondition(random));
            default -> parts.get(0);
        };
    }

    private static Document anyCondition(Random random) {
        String field = List.of("a", "b", "c.d", "_id", "u").get(random.nextInt(5));
        Object value = field.equals("_id") ? random.nextInt(80)
                : field.equals("u") ? "u" + random.nextInt(80) : anyValue(random, false);
        return new Document(field, switch (random.nextInt(8)) {
            case 0, 1 -> value;
            case 2 -> new Document("$in", Arrays.asList(value, anyValue(random, false)));
            case 3 -> new Document("$ne", value);
            case 4 -> new Document("$exists", random.nextBoolean());
            case 5 -> new Document("$lt", value == null ? 3 : value);
            case 6 -> new Document("$gte", value == null ? "t" : value);
            default -> new Document("$gt", "t0").append("$lte", "t3");
        });
    }

    private static Document anyOrder(Random random) {
        int direction = random.nextBoolean() ? 1 : -1;
        Document order = new Document();
        if (random.nextInt(4) > 0) {
            order.append(List.of("a", "b").get(random.nextInt(2)), direction);
        }
        if (random.nextBoolean()) {
            order.append("c.d", random.nextInt(5) == 0 ? -direction : direction);
        }
        return order.append("_id", direction);
    }

    private StoredCollection collection(String name) {
        return (StoredCollection) database.createCollectionOrThrowIfExists(name, CollectionOptions.withDefaults());
    }

    private void index(StoredCollection collection, boolean unique, boolean sparse, String... fields) {
        List<IndexKey> keys = Arrays.stream(fields).map(field -> new IndexKey(field, true)).toList();
        String name = String.join("_", fields);
        collection.addIndex(unique ? database.openOrCreateUniqueIndex(collection.getCollectionName(), name, keys, sparse)
                : database.openOrCreateSecondaryIndex(collection.getCollectionName(), name, keys, sparse));
    }

    /** Whoever reads one of the others fails. */
    private void makeUnreadable(Object... except) {
        List<Object> ids = new ArrayList<>(documents.keySet());
        ids.removeAll(Arrays.asList(except));
        ids.forEach(id -> documents.put(id, UNREADABLE));
    }

    private static List<Object> find(StoredCollection collection, Document query, Document order, int limit) {
        return find(collection, query, order, limit, null).stream().map(document -> document.get("_id")).toList();
    }

    private static List<Document> find(StoredCollection collection, Document query, Document order, int limit,
            Document fields) {
        List<Document> found = new ArrayList<>();
        collection.queryDocuments(query, order, 0, limit, 0, fields).forEach(found::add);
        return found;
    }

    private static Document run(int id) {
        return new Document("_id", id);
    }

    private static Document and(Document... parts) {
        return new Document("$and", List.of(parts));
    }

    private static Instant hour(int hour) {
        return Instant.EPOCH.plusSeconds(3600L * hour);
    }
}
