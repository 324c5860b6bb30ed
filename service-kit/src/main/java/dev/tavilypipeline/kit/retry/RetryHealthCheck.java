package dev.tavilypipeline.kit.retry;

import java.util.Map;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while an operation is retried; the answer says which and why. */
@Readiness
class RetryHealthCheck implements HealthCheck {

    private final RetryForever retry;

    RetryHealthCheck(RetryForever retry) {
        this.retry = retry;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> retrying = retry.retrying();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("retrying").status(retrying.isEmpty());
        retrying.forEach(response::withData);
        return response.build();
    }
}
