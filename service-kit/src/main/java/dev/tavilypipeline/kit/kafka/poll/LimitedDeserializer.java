package dev.tavilypipeline.kit.kafka.poll;

import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Passes bytes on and counts them for {@link PollLimit}. */
public final class LimitedDeserializer implements Deserializer<byte[]> {

    private PollLimit limit;
    private boolean ofKeys;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        limit = (PollLimit) configs.get(PollLimitCustomizer.SETTING);
        ofKeys = isKey;
    }

    @Override
    public byte[] deserialize(String topic, byte[] data) {
        return data;
    }

    @Override
    public byte[] deserialize(String topic, Headers headers, byte[] data) {
        if (data == null) {
            return null;
        }
        return ofKeys ? limit.key(data) : limit.value(headers, data);
    }
}
