package dev.tavilypipeline.kit.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.common.annotation.Identifier;

/** Ready only while the Kafka cluster answers. Unlike the check of Quarkus it ends within {@link #TIMEOUT}. */
@Readiness
@ApplicationScoped
class KafkaCheck implements HealthCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Admin admin;

    KafkaCheck(@Identifier("default-kafka-broker") Map<String, Object> config) {
        this.admin = Admin.create(ClientSettings.ofAdmin(config));
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

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }
}
