package dev.tavilypipeline.bridge.deliver;

import java.io.IOException;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Asks the destination each time, so that an idle bridge says it too and is ready again by itself. */
@Readiness
@ApplicationScoped
class DestinationReadiness implements HealthCheck {

    private final Destination destination;

    DestinationReadiness(Destination destination) {
        this.destination = destination;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("destination").withData("name", destination.name());
        try {
            destination.check();
            return response.up().build();
        } catch (IOException e) {
            return response.down().withData("reason", e.toString()).build();
        }
    }
}
