package dev.tavilypipeline.kit.retry;

import java.util.Map;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while something that must not be skipped does not work; the answer says what and why. */
@Readiness
class RetryHealthCheck implements HealthCheck {

    private final RetryForever retry;

    RetryHealthCheck(RetryForever retry) {
        this.retry = retry;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> held = retry.held();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("retrying").status(held.isEmpty());
        held.forEach(response::withData);
        return response.build();
    }
}
