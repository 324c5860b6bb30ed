package dev.tavilypipeline.bench.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.tavilypipeline.contract.CloudEvents;

/** Writes facts to Kafka as fast as it takes them, with the headers that an agent gives them. */
public final class FactSender implements AutoCloseable {

    private final ObjectMapper json = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public FactSender(String bootstrapServers) {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5,
                "compression.type", "zstd"), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps what flush() has to tell
    public void send(Fact fact) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(fact.topic(), bytes(fact.runId().toString()), body(fact));
        addHeaders(record.headers(), fact);
        producer.send(record, (written, e) -> failure.compareAndSet(null, e));
    }

    private byte[] body(Fact fact) {
        try {
            return json.writeValueAsBytes(fact.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addHeaders(Headers headers, Fact fact) {
        headers.add(CloudEvents.ID, bytes(fact.id()))
                .add(CloudEvents.TYPE, bytes(CloudEvents.TYPE_PREFIX + fact.type()))
                .add(CloudEvents.SOURCE, bytes("/bench"))
                .add(CloudEvents.TIME, bytes(fact.at().toString()))
                .add(CloudEvents.SPEC_VERSION, bytes("1.0"))
                .add("content-type", bytes("application/json"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Returns when Kafka has all. */
    public void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("a fact did not reach Kafka", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
