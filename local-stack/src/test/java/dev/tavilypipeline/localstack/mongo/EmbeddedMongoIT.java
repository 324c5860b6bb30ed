package dev.tavilypipeline.localstack.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;

import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.start.StartFailedException;

class EmbeddedMongoIT {

    /** The common pool of a machine with two processors has one thread. */
    private static final Executor THREADS = task -> new Thread(task).start();

    @TempDir
    Path dir;
    private EmbeddedMongo mongo;
    private MongoClient client;

    @BeforeEach
    void start() {
        mongo = new EmbeddedMongo(dir, Ports.free());
        mongo.start();
        client = MongoClients.create(mongo.uri());
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    @Test
    void shouldDoWhatTheRunsNeed() {
        runs().createIndex(Indexes.ascending("requested_at"));
        runs().createIndex(Indexes.ascending("run_id"), new IndexOptions().unique(true));
        runs().bulkWrite(List.of(
                new UpdateOneModel<>(eq("run-1"), set("calls.c1", new Document("credits", 1)),
                        new UpdateOptions().upsert(true)),
                new UpdateOneModel<>(eq("run-1"), set("calls.c2", new Document("credits", 2)),
                        new UpdateOptions().upsert(true))));
        runs().updateOne(lt("marked_at", 5), set("never", true));

        Document taken = runs().findOneAndUpdate(eq("run-1"), inc("attempt", 1),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));

        assertThat(taken).containsEntry("attempt", 1);
        assertThat(taken.get("calls", Document.class)).containsOnlyKeys("c1", "c2");
    }

    @Test
    void shouldFindWhatLiesBetweenBoundsOfAnIndexedField() {
        runs().createIndex(Indexes.ascending("dirty"), new IndexOptions().unique(true).sparse(true));
        runs().insertMany(List.of(new Document("_id", 1).append("dirty", "b"), new Document("_id", 2).append("dirty", "a"),
                new Document("_id", 3), new Document("_id", 4).append("dirty", 5),
                new Document("_id", 5).append("dirty", "c")));

        assertThat(ids(lt("dirty", "c"))).containsExactly(2, 1);
        assertThat(ids(Filters.lte("dirty", "c"))).containsExactly(2, 1, 5);
        assertThat(ids(new Document("dirty", new Document("$gt", "a").append("$lt", "c")))).containsExactly(1);
        assertThat(ids(Filters.gte("dirty", "b"))).containsExactly(1, 5);
        assertThat(runs().updateOne(lt("dirty", "b"), Updates.unset("dirty")).getModifiedCount()).isEqualTo(1);
        assertThat(ids(lt("dirty", "c"))).containsExactly(1);
    }

    @Test
    void shouldRefuseAnUpsertWhoseDocumentIsThereAndAnother() {
        runs().insertOne(new Document("_id", "run").append("token", "1"));

        assertThatThrownBy(() -> runs().updateOne(Filters.and(eq("run"), eq("token", "2")), set("token", "3"),
                new UpdateOptions().upsert(true))).isInstanceOf(MongoWriteException.class)
                .extracting(e -> ((MongoWriteException) e).getError().getCategory())
                .isEqualTo(ErrorCategory.DUPLICATE_KEY);
        runs().updateOne(Filters.and(eq("run"), eq("token", "1")), set("token", "3"), new UpdateOptions().upsert(true));

        assertThat(runs().find(eq("run")).first()).containsEntry("token", "3");
    }

    @Test
    void shouldAnswerFromSecondaryIndexesOverARestart() {
        runs().createIndexes(List.of(new IndexModel(Indexes.ascending("due"), new IndexOptions().sparse(true)),
                new IndexModel(Indexes.ascending("replays"), new IndexOptions().sparse(true)),
                new IndexModel(Indexes.descending("view.requested_at", "_id"))));
        runs().insertMany(IntStream.range(0, 20).mapToObj(i -> new Document("_id", i).append("due", "f" + i % 10)
                .append("replays", List.of("a", "b" + i % 2))
                .append("view", new Document("requested_at", Date.from(Instant.EPOCH.plusMillis(i / 2)))))
                .toList());

        mongo.stop();
        mongo.start();

        assertThat(runs().countDocuments(lt("due", "f2"))).isEqualTo(4);
        assertThat(runs().countDocuments(eq("replays", "b1"))).isEqualTo(10);
        assertThat(runs().countDocuments(eq("replays", "c"))).isZero();
        assertThat(runs().updateMany(lt("due", "f3"), set("due", "f9")).getModifiedCount()).isEqualTo(6);
        assertThat(runs().find(eq("due", "f9")).projection(Projections.include("_id"))).hasSize(8);
        assertThat(runs().find().sort(Sorts.descending("view.requested_at", "_id")).limit(3))
                .extracting(run -> run.get("_id")).containsExactly(19, 18, 17);
        assertThat(runs().aggregate(List.of(Aggregates.match(lt("due", "f5")), Aggregates.group("$due"))))
                .hasSize(2);
    }

    private List<Object> ids(Bson query) {
        return runs().find(query).sort(Sorts.ascending("dirty")).map(document -> document.get("_id")).into(new ArrayList<>());
    }

    @Test
    void shouldKeepDocumentsOverARestartOnTheSamePort() {
        runs().insertOne(new Document("_id", "run-1"));

        mongo.stop();
        mongo.start();

        assertThat(runs().countDocuments()).isEqualTo(1);
    }

    @Test
    void shouldKeepEveryTypeOfValueAndEveryIndexOverACompaction() {
        Document all = new Document("_id", new ObjectId()).append("text", "Ørsted").append("none", null).append("yes", true)
                .append("whole", 1).append("long", 1L).append("double", 1.5).append("decimal", Decimal128.parse("0.0123"))
                .append("time", Date.from(Instant.EPOCH)).append("bytes", new Binary(new byte[] { 1, 2 }))
                .append("list", List.of("a", 1))
                .append("map", new Document("a", new Document("b", 1)));
        runs().createIndex(Indexes.ascending("text"), new IndexOptions().unique(true));
        runs().insertOne(all);

        mongo.stop();
        mongo.start();

        assertThat(runs().find()).containsExactly(all);
        assertThatThrownBy(() -> runs().insertOne(new Document("text", "Ørsted"))).isInstanceOf(MongoWriteException.class);
        assertThat(runs().deleteOne(eq("text", "Ørsted")).getDeletedCount()).isEqualTo(1);
    }

    @Test
    void shouldForgetWhatIsDropped() {
        runs().createIndex(Indexes.ascending("text"), new IndexOptions().unique(true));
        runs().insertOne(new Document("text", "once"));

        runs().drop();
        runs().insertOne(new Document("text", "once"));
        client.getDatabase("pipeline").drop();
        mongo.stop();
        mongo.start();

        assertThat(client.listDatabaseNames()).doesNotContain("pipeline");
        assertThat(runs().countDocuments()).isZero();
    }

    @Test
    void shouldTakeWritesOfManyAtOnce() {
        List<CompletableFuture<Void>> writers = IntStream.range(0, 8)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 100; i++) {
                        runs().updateOne(eq("run-" + i), set("calls.c" + writer, "x".repeat(500)),
                                new UpdateOptions().upsert(true));
                    }
                }, THREADS)).toList();

        writers.forEach(CompletableFuture::join);

        assertThat(runs().find()).hasSize(100).allSatisfy(run -> assertThat(run.get("calls", Document.class)).hasSize(8));
    }

    @Test
    void shouldCompactTheFileWhenItStops() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            runs().updateOne(eq("run"), set("text", "x".repeat(1_000) + i), new UpdateOptions().upsert(true));
        }

        client.close();
        mongo.stop();

        assertThat(Files.size(dir.resolve("documents.mv"))).isLessThan(50_000);
        assertThat(dir).isDirectoryNotContaining(file -> file.toString().endsWith(".compacted"));
    }

    @Test
    void shouldSayThatTheFileIsTaken() {
        try (EmbeddedMongo second = new EmbeddedMongo(dir, Ports.free())) {
            assertThatThrownBy(second::start).isInstanceOf(StartFailedException.class).hasMessageContaining("in use");
        }
    }

    private MongoCollection<Document> runs() {
        return client.getDatabase("pipeline").getCollection("runs");
    }
}
