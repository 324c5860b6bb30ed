package dev.tavilypipeline.analytics.load;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

import dev.tavilypipeline.analytics.warehouse.SourceName;
import dev.tavilypipeline.analytics.warehouse.WarehouseChoice;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Loads objects while the KPIs come from DuckDB. Otherwise nothing of this package is made, and no file is opened. */
@ApplicationScoped
class LoadLifecycle {

    private final boolean loads;
    private final Instance<LoadLoop> loop;

    LoadLifecycle(WarehouseChoice choice, Instance<LoadLoop> loop) {
        this.loads = choice.sourceName() == SourceName.DUCKDB;
        this.loop = loop;
    }

    void start(@Observes StartupEvent event) {
        if (loads) {
            loop.get().start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (loads) {
            loop.get().stop();
        }
    }
}
