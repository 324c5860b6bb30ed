package dev.tavilypipeline.collector.dlq;

import java.util.Map;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import dev.tavilypipeline.collector.store.RedriveStore;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.kafka.ClientSettings;
import io.smallrye.common.annotation.Identifier;

/** Plain Kafka clients: consumer and producer are opened for each request, which chooses topics and positions. */
class DeadLetterBeans {

    private static final String GROUP = "dlq-redrive";
    private static final int MIB = 1024 * 1024;

    @Produces
    @Singleton
    DeadLetterLog deadLetterLog(@Identifier("default-kafka-broker") Map<String, Object> config, Admin admin,
            RedriveStore store) {
        return new DeadLetterLog(() -> consumer(config), () -> producer(config), admin, store);
    }

    static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        Map<String, Object> own = ClientSettings.ofConsumer(config);
        own.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // how long a request waits for a Kafka that does not answer
        own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000);
        // a record larger than a fetch arrives alone; a compressed fetch is unpacked one record at a time
        own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MIB);
        own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MIB);
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Producer<byte[], byte[]> producer(Map<String, Object> config) {
        return new KafkaProducer<>(producerSettings(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The transactional id is the same for every replica, so that a redrive that begins fences the one before it. */
    static Map<String, Object> producerSettings(Map<String, Object> config) {
        Map<String, Object> own = ClientSettings.ofProducer(config);
        own.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP);
        own.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
        own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_BATCH_BYTES);
        own.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * MIB);
        own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return own;
    }
}
