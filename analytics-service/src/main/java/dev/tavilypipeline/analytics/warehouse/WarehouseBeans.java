package dev.tavilypipeline.analytics.warehouse;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;
import dev.tavilypipeline.analytics.warehouse.mongo.MongoWarehouse;
import dev.tavilypipeline.analytics.warehouse.snowflake.SnowflakeWarehouse;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;

/** Chooses the warehouse by the settings; the others are not made. */
class WarehouseBeans {

    @Produces
    @Singleton
    @Startup
    Warehouses warehouses(WarehouseChoice choice, Instance<DuckDbWarehouse> duckDb, Instance<SnowflakeWarehouse> snowflake,
            Instance<MongoWarehouse> mongodb, MeterRegistry metrics) {
        Warehouse configured = switch (choice.sourceName()) {
            case SNOWFLAKE -> snowflake.get();
            case DUCKDB -> duckDb.get();
            case MONGODB -> mongodb.get();
        };
        Optional<Warehouse> fallback = choice.hasFallback() ? Optional.of(mongodb.get()) : Optional.empty();
        Warehouses warehouses = new Warehouses(configured, fallback, Clock.systemUTC());
        Gauge.builder("pipeline.warehouse.fallback", warehouses, each -> each.isFallbackAnswering() ? 1 : 0)
                .description("1 while the fallback answers because the configured warehouse failed, else 0")
                .register(metrics);
        return warehouses;
    }
}
