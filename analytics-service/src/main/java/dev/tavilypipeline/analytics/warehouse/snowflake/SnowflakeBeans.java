package dev.tavilypipeline.analytics.warehouse.snowflake;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.analytics.warehouse.WarehouseChoice;

/** Made only where Snowflake is chosen. */
class SnowflakeBeans {

    @Produces
    @Singleton
    SnowflakeWarehouse warehouse(WarehouseChoice choice) {
        return new SnowflakeWarehouse(choice.snowflake());
    }

    void close(@Disposes SnowflakeWarehouse warehouse) {
        warehouse.close();
    }
}
