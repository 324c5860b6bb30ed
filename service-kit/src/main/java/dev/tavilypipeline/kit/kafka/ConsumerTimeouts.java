package dev.tavilypipeline.kit.kafka;

import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

import io.smallrye.reactive.messaging.ClientCustomizer;

/**
 * Lets the consumer of every channel wait while Kafka is unavailable. When the first record of a partition arrives, the
 * connector reads the committed offset. If that takes longer than {@code default.api.timeout.ms}, the connector closes the
 * channel for ever. A commit that takes longer fails and is not repeated before the next record.
 *
 * <p>
 * This is not set in the configuration, because the connector also uses that setting as its timeout for closing. A channel that
 * sets it keeps its own value.
 */
@ApplicationScoped
class ConsumerTimeouts implements ClientCustomizer<Map<String, Object>> {

    static final Duration API_TIMEOUT = Duration.ofDays(1);

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> clientConfig) {
        if (clientConfig.containsKey(ConsumerConfig.GROUP_ID_CONFIG)) {
            clientConfig.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(API_TIMEOUT.toMillis()));
        }
        return clientConfig;
    }
}
