package dev.tavilypipeline.analytics.warehouse.duckdb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the file where DuckDB is chosen, and closes it last. */
@ApplicationScoped
class WarehouseLifecycle {

    @Produces
    @Singleton
    DuckDbWarehouse open(DuckDbSettings settings) {
        return DuckDbWarehouse.open(new DuckDbFile(settings.file(), settings.memory(),
                settings.threads(), settings.spill()), settings.queryLimit());
    }

    void close(@Disposes DuckDbWarehouse warehouse) {
        warehouse.close();
    }
}
