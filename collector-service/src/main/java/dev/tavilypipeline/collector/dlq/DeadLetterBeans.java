package dev.tavilypipeline.collector.dlq;

import java.util.Map;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.kafka.ClientSettings;
import io.smallrye.common.annotation.Identifier;

/** Kafka's own clients, since topics and places are chosen by whoever asks. */
class DeadLetterBeans {

    private static final String GROUP = "dlq-redrive";
    private static final int MIB = 1024 * 1024;

    @Produces
    @Singleton
    DeadLetterLog deadLetterLog(@Identifier("default-kafka-broker") Map<String, Object> config,
            Producer<byte[], byte[]> producer) {
        Map<String, Object> own = ClientSettings.ofConsumer(config);
        own.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        // a record larger than a fetch comes alone; of a compressed fetch one record at a time is unpacked
        own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MIB);
        own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MIB);
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new DeadLetterLog(
                () -> new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer()), producer);
    }

    @Produces
    @Singleton
    Producer<byte[], byte[]> producer(@Identifier("default-kafka-broker") Map<String, Object> config) {
        Map<String, Object> own = ClientSettings.ofProducer(config);
        own.put(ProducerConfig.ACKS_CONFIG, "all");
        own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_BATCH_BYTES);
        own.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * MIB);
        own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void close(@Disposes Producer<byte[], byte[]> producer) {
        producer.close();
    }
}
