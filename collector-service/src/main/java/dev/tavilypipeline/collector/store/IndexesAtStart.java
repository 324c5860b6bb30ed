package dev.tavilypipeline.collector.store;

import jakarta.enterprise.event.Observes;

import dev.tavilypipeline.kit.retry.RetryForever;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Sees to it that the indexes are there, without holding up the start while MongoDB is not. */
class IndexesAtStart {

    void create(@Observes StartupEvent event, RunStore store, ReplayStore replays, RedriveStore redrives,
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
