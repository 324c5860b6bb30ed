package dev.tavilypipeline.collector.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;

import org.bson.Document;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;

import dev.tavilypipeline.collector.store.RunIndexes;
import dev.tavilypipeline.localstack.mongo.EmbeddedMongo;
import dev.tavilypipeline.localstack.start.Ports;

/** A database of its own on the server of {@code MONGODB_URI}, or else on the embedded one. */
record TestMongo(EmbeddedMongo embedded, MongoClient client, MongoDatabase database) implements AutoCloseable {

    static TestMongo start() {
        String given = System.getenv("MONGODB_URI");
        EmbeddedMongo embedded = given == null ? startEmbedded() : null;
        MongoClient client = MongoClients.create(given == null ? embedded.uri() : given);
        MongoDatabase database = client.getDatabase("test-" + UUID.randomUUID());
        RunIndexes.create(database.getCollection("runs"));
        return new TestMongo(embedded, client, database);
    }

    private static EmbeddedMongo startEmbedded() {
        try {
            EmbeddedMongo embedded = new EmbeddedMongo(Files.createTempDirectory("mongo"), Ports.free());
            embedded.start();
            return embedded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MongoCollection<Document> runs() {
        return database.getCollection("runs").withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    @Override
    public void close() {
        database.drop();
        client.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
