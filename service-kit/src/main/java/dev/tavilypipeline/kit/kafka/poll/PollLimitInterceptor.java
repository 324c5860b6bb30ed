package dev.tavilypipeline.kit.kafka.poll;

import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Applies {@link PollLimit} to what a poll returns. */
public final class PollLimitInterceptor implements ConsumerInterceptor<byte[], byte[]> {

    private PollLimit limit;

    @Override
    public void configure(Map<String, ?> configs) {
        limit = (PollLimit) configs.get(PollLimitCustomizer.SETTING);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        return limit.admitted(records);
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // nothing depends on commits
    }

    @Override
    public void close() {
        // nothing is open
    }
}
