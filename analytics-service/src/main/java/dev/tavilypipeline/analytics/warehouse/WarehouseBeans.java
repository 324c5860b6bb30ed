package dev.tavilypipeline.analytics.warehouse;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;

/** Chooses the warehouse by the settings. */
class WarehouseBeans {

    @Produces
    @Singleton
    Warehouses warehouses(DuckDbWarehouse duckDb) {
        return new Warehouses(duckDb, Optional.empty(), Clock.systemUTC());
    }
}
