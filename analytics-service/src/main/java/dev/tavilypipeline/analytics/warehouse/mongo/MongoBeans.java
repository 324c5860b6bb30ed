package dev.tavilypipeline.analytics.warehouse.mongo;

import java.sql.SQLException;
import java.time.Clock;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.analytics.warehouse.WarehouseChoice;
import dev.tavilypipeline.analytics.warehouse.duckdb.QueryLimits;

/** Made only where MongoDB is the source or the fallback. */
class MongoBeans {

    @Produces
    @Singleton
    MongoWarehouse warehouse(WarehouseChoice choice) {
        MongoSettings mongodb = choice.mongodb();
        return new MongoWarehouse(mongodb.uri().orElseThrow(), mongodb.database(), mongodb.maxRuns(),
                new QueryLimits(choice.queryLimit(), choice.memory()), Clock.systemUTC());
    }

    void close(@Disposes MongoWarehouse warehouse) throws SQLException {
        warehouse.close();
    }
}
