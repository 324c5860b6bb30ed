package dev.tavilypipeline.analytics.warehouse.duckdb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Opens the warehouse once, before anything else, and closes it last. */
@ApplicationScoped
class WarehouseLifecycle {

    @Produces
    @Singleton
    @io.quarkus.runtime.Startup
    DuckDbWarehouse open(WarehouseSettings settings) {
        return DuckDbWarehouse.open(settings.file(), settings.memory(), settings.threads());
    }

    void close(@Disposes DuckDbWarehouse warehouse) {
        warehouse.close();
    }

    @Produces
    @Readiness
    @Startup
    @ApplicationScoped
    HealthCheck isOpen(DuckDbWarehouse warehouse) {
        return () -> HealthCheckResponse.named("warehouse open").status(warehouse.isOpen()).build();
    }
}
