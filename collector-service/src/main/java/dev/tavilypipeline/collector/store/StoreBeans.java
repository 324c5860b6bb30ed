package dev.tavilypipeline.collector.store;

import java.time.Clock;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.bson.Document;

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
        return new RunStore(collection(client, settings, "runs"), clock);
    }

    @Produces
    @Singleton
    ReplayStore replayStore(MongoClient client, StoreSettings settings, RunStore runs, RunList list) {
        return new ReplayStore(collection(client, settings, "replays"), runs, list);
    }

    @Produces
    @Singleton
    RedriveStore redriveStore(MongoClient client, StoreSettings settings, Clock clock) {
        return new RedriveStore(collection(client, settings, "redrives"), clock);
    }

    private static MongoCollection<Document> collection(MongoClient client, StoreSettings settings, String name) {
        return client.getDatabase(settings.database()).getCollection(name)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
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
