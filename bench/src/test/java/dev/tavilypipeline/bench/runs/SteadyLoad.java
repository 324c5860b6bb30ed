package dev.tavilypipeline.bench.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.tavilypipeline.contract.CloudEvents;

/** Sends facts at a steady rate, whatever becomes of those who read them, and remembers what it sent. */
public final class SteadyLoad implements AutoCloseable {

    private static final int TICK_MS = 20;

    private final Traffic traffic;
    private final int factsATick;
    private final KafkaProducer<String, String> producer;
    private final List<SentFact> sent = new ArrayList<>();
    private final List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    /** All sending is on its one thread. */
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> ticking;

    /** @param factsASecond 50 or a multiple of it */
    public SteadyLoad(String bootstrapServers, Traffic traffic, int factsASecond) {
        this.traffic = traffic;
        factsATick = factsASecond * TICK_MS / 1000;
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5),
                new StringSerializer(), new StringSerializer());
        ticking = sender.scheduleAtFixedRate(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        for (int i = 0; i < factsATick; i++) {
            send(traffic.next());
        }
    }

    private void send(SentFact fact) {
        ProducerRecord<String, String> record = new ProducerRecord<>(fact.topic(), fact.runId(), fact.json());
        record.headers().add(CloudEvents.ID, fact.key().getBytes(UTF_8));
        acknowledgements.add(producer.send(record));
        sent.add(fact);
    }

    /** Sends what is left of the runs that have begun. Returns, when Kafka has it, every record sent, in order. */
    public List<SentFact> finish() {
        try {
            if (!ticking.cancel(false)) {
                ticking.get();
            }
            sender.submit(this::sendRest).get();
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
            return List.copyOf(sent);
        } catch (ExecutionException e) {
            throw new AssertionError("not every fact reached Kafka", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void sendRest() {
        for (Optional<SentFact> fact = traffic.nextOfTheRest(); fact.isPresent(); fact = traffic.nextOfTheRest()) {
            send(fact.orElseThrow());
        }
        producer.flush();
    }

    @Override
    public void close() {
        sender.shutdownNow();
        producer.close();
    }
}
