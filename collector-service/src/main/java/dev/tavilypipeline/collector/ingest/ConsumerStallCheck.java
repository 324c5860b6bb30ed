package dev.tavilypipeline.collector.ingest;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a batch of facts is in flight for too long, for whatever reason. */
@Readiness
class ConsumerStallCheck implements HealthCheck {

    private final FactConsumer consumer;
    private final ConsumerStallSettings settings;

    ConsumerStallCheck(FactConsumer consumer, ConsumerStallSettings settings) {
        this.consumer = consumer;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("facts consumed")
                .status(consumer.inFlight().inFlightFor().compareTo(settings.after()) < 0)
                .withData("oldest_unacknowledged_seconds", consumer.inFlight().ageOfOldest().toSeconds())
                .build();
    }
}
