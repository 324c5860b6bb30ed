package dev.tavilypipeline.collector.ingest;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while records are in hand for too long, whatever it is that holds them up. */
@Readiness
class ConsumerStallCheck implements HealthCheck {

    private final FactConsumer intake;
    private final ConsumerStallSettings settings;

    ConsumerStallCheck(FactConsumer intake, ConsumerStallSettings settings) {
        this.intake = intake;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("facts are taken in")
                .status(intake.inHand().held().compareTo(settings.after()) < 0)
                .withData("oldest_unacknowledged_seconds", intake.inHand().ageOfOldest().toSeconds())
                .build();
    }
}
