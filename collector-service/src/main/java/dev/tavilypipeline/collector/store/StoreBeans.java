package dev.tavilypipeline.collector.store;

import java.time.Clock;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.bson.Document;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;

import dev.tavilypipeline.kit.retry.RetryForever;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

class StoreBeans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    RunStore runStore(MongoClient client, StoreSettings settings, Clock clock) {
        return new RunStore(collection(client, settings.database(), "runs"), clock);
    }

    @Produces
    @Singleton
    ReplayStore replayStore(MongoClient client, StoreSettings settings, RunStore runs, RunList list) {
        return new ReplayStore(collection(client, settings.database(), "replays"), runs, list);
    }

    @Produces
    @Singleton
    RedriveStore redriveStore(MongoClient client, StoreSettings settings, Clock clock) {
        return new RedriveStore(collection(client, settings.database(), "redrives"), clock);
    }

    static MongoCollection<Document> collection(MongoClient client, String database, String name) {
        return client.getDatabase(database).getCollection(name)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                // a fact that a failover may still roll back does not count as stored: its offset would be committed
                .withReadConcern(ReadConcern.MAJORITY);
    }

    /** Does not hold up the start while MongoDB does not answer. */
    void createIndexes(@Observes StartupEvent event, RunStore store, ReplayStore replays, RedriveStore redrives,
            RetryForever retry) {
        retry.retry("creating indexes in mongodb", () -> Uni.createFrom().item(() -> {
            RunIndexes.create(store.runs());
            replays.createIndexes();
            redrives.createIndexes();
            return store;
        }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool())).subscribe().with(done -> {
        });
    }
}
