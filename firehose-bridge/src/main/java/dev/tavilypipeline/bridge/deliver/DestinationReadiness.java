package dev.tavilypipeline.bridge.deliver;

import java.io.IOException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Asks the destination each time, so that an idle bridge says it too and is ready again by itself. What it says is logged when
 * it changes.
 */
@Readiness
@ApplicationScoped
class DestinationReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(DestinationReadiness.class);

    private final Destination destination;
    private String reason;

    DestinationReadiness(Destination destination) {
        this.destination = destination;
    }

    /** Nobody may ask for a while. */
    void lookAtStart(@Observes StartupEvent start) {
        Infrastructure.getDefaultWorkerPool().execute(this::call);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("destination").withData("name", destination.name());
        try {
            destination.check();
            tell(null);
            return response.up().build();
        } catch (IOException e) {
            tell(e.getMessage());
            return response.down().withData("reason", e.getMessage()).build();
        }
    }

    private synchronized void tell(String now) {
        if (now == null && reason != null) {
            LOG.infof("destination ready again name=%s", destination.name());
        } else if (now != null && !now.equals(reason)) {
            LOG.warnf("destination not ready name=%s reason=\"%s\"", destination.name(), now);
        }
        reason = now;
    }
}
