package dev.tavilypipeline.analytics.warehouse;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while requests are answered, by the configured warehouse or by the fallback. */
@Readiness
class WarehouseCheck implements HealthCheck {

    private final Warehouses warehouses;

    WarehouseCheck(Warehouses warehouses) {
        this.warehouses = warehouses;
    }

    @Override
    public HealthCheckResponse call() {
        boolean answers = warehouses.isAnswering();
        return HealthCheckResponse.named("warehouse answers")
                .withData("source", warehouses.configuredName())
                .withData("fallback", warehouses.fallbackName())
                .withData("answering", answers ? warehouses.answeringName() : "none")
                .status(answers)
                .build();
    }
}
