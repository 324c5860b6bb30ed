package dev.tavilypipeline.kit.kafka;

import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

import io.smallrye.reactive.messaging.ClientCustomizer;

/**
 * Lets every channel's consumer wait for a Kafka that is away. When the first record of a partition arrives, the connector
 * asks for the committed offset, and closes the channel for good if the answer takes longer than
 * {@code default.api.timeout.ms}; a commit that takes longer is given up and not repeated before the next record.
 *
 * <p>
 * Set here and not in the configuration, because the connector reads the same setting from there as the time that it may take
 * to close. A channel that sets it all the same keeps its own.
 */
@ApplicationScoped
class ConsumerTimeouts implements ClientCustomizer<Map<String, Object>> {

    static final Duration PATIENCE = Duration.ofDays(1);

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> clientConfig) {
        if (clientConfig.containsKey(ConsumerConfig.GROUP_ID_CONFIG)) {
            clientConfig.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        }
        return clientConfig;
    }
}
