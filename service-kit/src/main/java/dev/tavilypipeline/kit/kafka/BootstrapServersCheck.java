package dev.tavilypipeline.kit.kafka;

import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.common.utils.Utils;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tavilypipeline.kit.start.SettingRefusedException;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.StartupEvent;

/** Refuses at start an address at which no Kafka can be; whether there is one shows later, and may change. */
class BootstrapServersCheck {

    void check(@Observes @Priority(StartOrder.SETTINGS) StartupEvent start,
            @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        boolean readable = Stream.of(servers.split(",", -1)).map(String::strip)
                .allMatch(server -> Utils.getHost(server) != null && Utils.getPort(server) != null);
        if (!readable) {
            throw new SettingRefusedException("PIPELINE_KAFKA_BOOTSTRAP_SERVERS", servers,
                    "give host:port, several with commas, such as localhost:9092");
        }
    }
}
