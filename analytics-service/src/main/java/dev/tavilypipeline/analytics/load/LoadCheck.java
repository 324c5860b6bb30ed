package dev.tavilypipeline.analytics.load;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;

/** Not ready until all that the lake held at the start is loaded; later failures are told by the retries' own check. */
@Readiness
class LoadCheck implements HealthCheck {

    private final DuckDbWarehouse warehouse;

    LoadCheck(DuckDbWarehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("lake loaded").status(warehouse.isComplete()).build();
    }
}
