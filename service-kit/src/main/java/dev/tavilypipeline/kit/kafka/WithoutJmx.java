package dev.tavilypipeline.kit.kafka;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.Config;

import io.smallrye.reactive.messaging.ClientCustomizer;

/**
 * Keeps the metrics of Kafka's clients out of JMX. They are on {@code /q/metrics}; a bean beside each of them would cost every
 * start, and every new partition, processor time and memory.
 *
 * <p>
 * This is not set in the configuration, which takes an empty value for none.
 */
@ApplicationScoped
class WithoutJmx implements ClientCustomizer<Map<String, Object>> {

    static final Map<String, Object> SETTINGS = Map.of(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> clientConfig) {
        SETTINGS.forEach(clientConfig::putIfAbsent);
        return clientConfig;
    }
}
