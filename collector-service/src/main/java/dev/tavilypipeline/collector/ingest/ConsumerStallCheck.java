package dev.tavilypipeline.collector.ingest;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.tavilypipeline.kit.start.PositiveTime;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.StartupEvent;

/** Not ready while records are in hand for too long, whatever it is that holds them up. */
@Readiness
class ConsumerStallCheck implements HealthCheck {

    private final FactConsumer intake;
    private final ConsumerStallSettings settings;

    ConsumerStallCheck(FactConsumer intake, ConsumerStallSettings settings) {
        this.intake = intake;
        this.settings = settings;
    }

    void check(@Observes @Priority(StartOrder.SETTINGS) StartupEvent start) {
        PositiveTime.require("PIPELINE_STALL_AFTER", settings.after(), "60s");
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("facts are taken in")
                .status(intake.inHand().held().compareTo(settings.after()) < 0)
                .withData("oldest_unacknowledged_seconds", intake.inHand().ageOfOldest().toSeconds())
                .build();
    }
}
