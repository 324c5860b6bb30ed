package dev.tavilypipeline.kit.kafka.instance;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while another process is the member of the consumer group under this one's name. */
@Readiness
@ApplicationScoped
class InstanceNameCheck implements HealthCheck {

    private final InstanceName name;

    InstanceNameCheck(InstanceName name) {
        this.name = name;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("instance name");
        return switch (name.state()) {
            case UNKNOWN, HELD -> response.up().build();
            case TAKEN, LOST -> response.down().withData("reason", name.reason()).build();
        };
    }
}
