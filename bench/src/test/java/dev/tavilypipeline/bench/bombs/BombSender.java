package dev.tavilypipeline.bench.bombs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records of zeros, which nearly vanish when they are compressed. */
final class BombSender implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    /** @param batchBytes what a batch may have before it is compressed; a larger record has a batch of its own */
    BombSender(String bootstrapServers, String compression, int batchBytes) {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "compression.type", compression,
                "batch.size", batchBytes, "linger.ms", 200, "max.request.size", 200_000_000, "buffer.memory", 250_000_000L),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Into partition 0. */
    @SuppressWarnings("FutureReturnValueIgnored") // the test counts what arrived
    void send(String topic, byte[] zeros, int count) {
        for (int i = 0; i < count; i++) {
            producer.send(new ProducerRecord<>(topic, 0, "bomb".getBytes(UTF_8), zeros));
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
