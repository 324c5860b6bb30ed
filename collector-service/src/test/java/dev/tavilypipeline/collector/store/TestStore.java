package dev.tavilypipeline.collector.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.inject.Vetoed;

import org.bson.BsonDocument;
import org.bson.UuidRepresentation;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;

import dev.tavilypipeline.localstack.mongo.EmbeddedMongo;
import dev.tavilypipeline.localstack.start.Ports;

/** The stores on an embedded MongoDB, and the commands that they send to it. */
final class TestStore implements AutoCloseable {

    final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    final MongoDatabase database;
    final RunStore runs;
    final RunList list;
    final ActiveRuns active;
    final RunPurge purge;
    final ReplayStore replays;

    private final EmbeddedMongo mongo;
    private final MongoClient client;

    TestStore(Clock clock) {
        try {
            mongo = new EmbeddedMongo(Files.createTempDirectory("mongo"), Ports.free());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mongo.start();
        client = MongoClients.create(MongoClientSettings.builder().applyConnectionString(new ConnectionString(mongo.uri()))
                .uuidRepresentation(UuidRepresentation.STANDARD).addCommandListener(new Recorder(commands)).build());
        database = client.getDatabase("test-" + UUID.randomUUID());
        runs = new RunStore(database.getCollection("runs"), clock);
        list = new RunList(runs);
        active = new ActiveRuns(runs);
        purge = new RunPurge(runs, clock);
        replays = new ReplayStore(database.getCollection("replays"), runs, list);
        RedriveStore redrives = new RedriveStore(database.getCollection("redrives"), clock);
        RunIndexes.create(runs.runs());
        replays.createIndexes();
        redrives.createIndexes();
    }

    @Override
    public void close() {
        client.close();
        mongo.close();
    }

    /** No bean: the platform would give it to the clients of other tests. */
    @Vetoed
    private record Recorder(List<BsonDocument> commands) implements CommandListener {

        @Override
        public void commandStarted(CommandStartedEvent event) {
            commands.add(event.getCommand().clone());
        }
    }
}
