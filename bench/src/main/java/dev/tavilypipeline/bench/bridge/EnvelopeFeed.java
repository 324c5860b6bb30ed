package dev.tavilypipeline.bench.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.contract.CloudEvents;
import dev.tavilypipeline.contract.Topics;

/** Puts ever more envelopes into Kafka, with the headers and the compression that the collector gives them. */
final class EnvelopeFeed implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private int envelopes;

    EnvelopeFeed(String bootstrapServers) {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 20,
                "batch.size", 262_144, "compression.type", "zstd"), new ByteArraySerializer(), new ByteArraySerializer());
    }

    int envelopes() {
        return envelopes;
    }

    /** Returns when Kafka has them. */
    void fill(int more) {
        Instant now = Instant.now();
        for (int end = envelopes + more; envelopes < end; envelopes++) {
            send(new SyntheticEnvelope(envelopes, now));
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("an envelope did not reach Kafka", failure.get());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps what flush() has to tell
    private void send(SyntheticEnvelope envelope) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.RUN_ENVELOPES, bytes(envelope.runId()),
                envelope.json());
        record.headers().add(CloudEvents.ID, bytes(envelope.runId() + ":13"))
                .add(CloudEvents.TYPE, bytes(CloudEvents.TYPE_PREFIX + "run_envelope"))
                .add(CloudEvents.SOURCE, bytes("/bench")).add(CloudEvents.TIME, bytes(envelope.at().toString()))
                .add(CloudEvents.SPEC_VERSION, bytes("1.0")).add("content-type", bytes("application/json"));
        producer.send(record, (written, e) -> failure.compareAndSet(null, e));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
