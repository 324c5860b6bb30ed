package dev.tavilypipeline.agent.worker;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.common.annotation.Identifier;

/** Not ready when the stream of jobs has ended, which only a restart repairs. */
@Readiness
@ApplicationScoped
class JobConsumerCheck implements HealthCheck {

    private final JobConsumer consumer;

    JobConsumerCheck(@Identifier("agent-service") JobConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("jobs").status(consumer.ended().isEmpty());
        consumer.ended().ifPresent(reason -> response.withData("reason", reason));
        return response.build();
    }
}
