package dev.tavilypipeline.bench.crash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.tavilypipeline.bench.facts.SyntheticEnvelope;

/** Sends envelopes at a steady rate, whatever becomes of the bridge, and remembers what it sent. */
final class EnvelopeLoad implements AutoCloseable {

    private static final int TICK_MS = 20;
    private static final int ENVELOPES_A_TICK = 4;

    private final KafkaProducer<String, byte[]> producer;
    private final List<SyntheticEnvelope> sent = new ArrayList<>();
    private final List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    /** All sending is on its one thread. */
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> ticking;

    EnvelopeLoad(String bootstrapServers) {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5),
                new StringSerializer(), new ByteArraySerializer());
        ticking = sender.scheduleAtFixedRate(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        for (int i = 0; i < ENVELOPES_A_TICK; i++) {
            SyntheticEnvelope envelope = new SyntheticEnvelope(sent.size(), Instant.now());
            acknowledgements.add(producer.send(new ProducerRecord<>("run.envelopes", envelope.runId(), envelope.json())));
            sent.add(envelope);
        }
    }

    /** Returns, when Kafka has it, all that was sent. */
    List<SyntheticEnvelope> finish() {
        try {
            ticking.cancel(false);
            sender.submit(producer::flush).get();
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
            return List.copyOf(sent);
        } catch (ExecutionException e) {
            throw new AssertionError("not every envelope reached Kafka", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        sender.shutdownNow();
        producer.close();
    }
}
