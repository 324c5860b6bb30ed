package dev.tavilypipeline.bench.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.tavilypipeline.contract.CloudEvents;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.Topics;

/** Writes facts to Kafka as fast as it takes them. */
final class FactSender implements AutoCloseable {

    private final ObjectMapper json = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    FactSender(String bootstrapServers) {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5,
                "compression.type", "zstd"), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(List<RunEvent> facts) {
        facts.forEach(this::send);
    }

    private void send(RunEvent fact) {
        try {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.RUN_EVENTS,
                    fact.runId().toString().getBytes(UTF_8),
                    json.writeValueAsBytes(fact));
            record.headers().add(CloudEvents.ID, fact.factKey().getBytes(UTF_8));
            sent.add(producer.send(record));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when Kafka has all. */
    void flush() {
        producer.flush();
        try {
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fact did not reach Kafka", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        sent.clear();
    }

    @Override
    public void close() {
        producer.close();
    }
}
