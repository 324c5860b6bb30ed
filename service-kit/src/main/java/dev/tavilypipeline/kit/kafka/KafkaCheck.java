package dev.tavilypipeline.kit.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the Kafka cluster answers. Unlike the check of Quarkus it ends within {@link #TIMEOUT}. */
@Readiness
@ApplicationScoped
class KafkaCheck implements HealthCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Admin admin;

    KafkaCheck(Admin admin) {
        this.admin = admin;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            int nodes = admin.describeCluster(new DescribeClusterOptions().timeoutMs(Math.toIntExact(TIMEOUT.toMillis())))
                    .nodes().get().size();
            return HealthCheckResponse.named("kafka").up().withData("nodes", nodes).build();
        } catch (ExecutionException e) {
            return HealthCheckResponse.named("kafka").down().withData("reason", String.valueOf(e.getCause().getMessage()))
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthCheckResponse.named("kafka").down().withData("reason", "interrupted").build();
        }
    }
}
