package dev.tavilypipeline.analytics.load;

import jakarta.enterprise.inject.Instance;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.tavilypipeline.analytics.warehouse.SourceName;
import dev.tavilypipeline.analytics.warehouse.WarehouseChoice;
import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;

/**
 * Not ready until all that the lake holds is loaded, after a start and after a new DuckDB file has replaced a damaged one.
 * Later failures are reported by the check {@code retrying}. Where nothing is loaded it is always up.
 */
@Readiness
class LoadCheck implements HealthCheck {

    private final boolean loads;
    private final Instance<DuckDbWarehouse> warehouse;

    LoadCheck(WarehouseChoice choice, Instance<DuckDbWarehouse> warehouse) {
        this.loads = choice.sourceName() == SourceName.DUCKDB;
        this.warehouse = warehouse;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("lake loaded").status(!loads || warehouse.get().isComplete()).build();
    }
}
