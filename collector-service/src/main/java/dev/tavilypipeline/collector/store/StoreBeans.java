package dev.tavilypipeline.collector.store;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;

/** The store of the configured database. */
class StoreBeans {

    @Produces
    @Singleton
    RunStore runStore(MongoClient client, StoreSettings settings, Clock clock) {
        return new RunStore(client.getDatabase(settings.database()).getCollection("runs")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true)), clock);
    }
}
