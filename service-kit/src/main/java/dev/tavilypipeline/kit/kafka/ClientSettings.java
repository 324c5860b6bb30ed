package dev.tavilypipeline.kit.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What a Kafka client of our own needs of the platform's settings, those of the broker bean {@code default-kafka-broker}: where
 * Kafka is and how to get in. A client warns of each setting that it does not know.
 */
public final class ClientSettings {

    private ClientSettings() {
    }

    public static Map<String, Object> ofAdmin(Map<String, Object> platform) {
        return only(AdminClientConfig.configNames(), platform);
    }

    public static Map<String, Object> ofConsumer(Map<String, Object> platform) {
        return only(ConsumerConfig.configNames(), platform);
    }

    public static Map<String, Object> ofProducer(Map<String, Object> platform) {
        return only(ProducerConfig.configNames(), platform);
    }

    private static Map<String, Object> only(Set<String> known, Map<String, Object> platform) {
        Map<String, Object> own = new HashMap<>(platform);
        own.keySet().retainAll(known);
        own.putAll(WithoutJmx.SETTINGS);
        return own;
    }
}
