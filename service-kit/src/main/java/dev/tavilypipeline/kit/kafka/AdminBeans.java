package dev.tavilypipeline.kit.kafka;

import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.admin.Admin;

import io.smallrye.common.annotation.Identifier;

/** One client for all that a service asks Kafka about groups, topics and offsets. */
@ApplicationScoped
class AdminBeans {

    @Produces
    @Singleton
    Admin admin(@Identifier("default-kafka-broker") Map<String, Object> config) {
        return Admin.create(ClientSettings.ofAdmin(config));
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ZERO);
    }
}
