package dev.tavilypipeline.bench.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import dev.tavilypipeline.contract.CloudEvents;

/** Writes records to Kafka as fast as it takes them. */
public final class RecordSender implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** With the batches of an agent. */
    public RecordSender(String bootstrapServers) {
        this(bootstrapServers, 16_384);
    }

    public RecordSender(String bootstrapServers, int batchBytes) {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5,
                "batch.size", batchBytes, "compression.type", "zstd"), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A record keyed by its run, with the headers that agent and collector write. */
    static ProducerRecord<byte[], byte[]> record(String topic, UUID runId, String id, String type, Instant at, byte[] json) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(runId.toString()), json);
        record.headers().add(CloudEvents.ID, bytes(id))
                .add(CloudEvents.TYPE, bytes(CloudEvents.TYPE_PREFIX + type))
                .add(CloudEvents.SOURCE, bytes("/bench"))
                .add(CloudEvents.TIME, bytes(at.toString()))
                .add(CloudEvents.SPEC_VERSION, bytes("1.0"))
                .add("content-type", bytes("application/json"));
        return record;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps the failure for flush()
    public void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (written, e) -> failure.compareAndSet(null, e));
    }

    public void send(Fact fact) {
        send(fact.toRecord());
    }

    /**
     * Returns when Kafka has acknowledged every record.
     *
     * @throws IllegalStateException if one was not acknowledged
     */
    public void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("a record did not reach Kafka", failure.get());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
