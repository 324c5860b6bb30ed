package dev.tavilypipeline.kit.kafka.poll;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;

/** Gives each channel that reads bytes a {@link PollLimit}. */
@ApplicationScoped
class PollLimitCustomizer implements ClientCustomizer<Map<String, Object>> {

    static final String SETTING = "pipeline.poll.limit";

    private static final String BYTES = ByteArrayDeserializer.class.getName();

    private final Instance<KafkaClientService> kafka;
    private final long maxPollBytes;

    PollLimitCustomizer(Instance<KafkaClientService> kafka,
            @ConfigProperty(name = "pipeline.kafka.max-poll-bytes") long maxPollBytes) {
        this.kafka = kafka;
        this.maxPollBytes = maxPollBytes;
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> clientConfig) {
        if (clientConfig.containsKey(ConsumerConfig.GROUP_ID_CONFIG)
                && BYTES.equals(clientConfig.get(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG))
                && BYTES.equals(clientConfig.get(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG))) {
            clientConfig.put(SETTING, new PollLimit(maxPollBytes, () -> kafka.get().getConsumer(channel).unwrap()));
            clientConfig.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, LimitedDeserializer.class.getName());
            clientConfig.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, LimitedDeserializer.class.getName());
            clientConfig.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, List.of(PollLimitInterceptor.class));
        }
        return clientConfig;
    }
}
