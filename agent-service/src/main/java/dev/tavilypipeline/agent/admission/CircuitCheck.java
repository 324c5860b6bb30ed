package dev.tavilypipeline.agent.admission;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a provider refuses the account; the answer says which and why. */
@Readiness
@ApplicationScoped
class CircuitCheck implements HealthCheck {

    private final AdmissionControl admission;

    CircuitCheck(AdmissionControl admission) {
        this.admission = admission;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("providers").up();
        for (Circuit circuit : admission.circuits()) {
            circuit.reason().ifPresent(reason -> response.down().withData(circuit.provider(), reason));
        }
        return response.build();
    }
}
