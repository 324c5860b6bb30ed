package dev.tavilypipeline.bench.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;

import dev.tavilypipeline.bench.harness.Installation;

/** What the collector has done and what it still has to do, as Kafka and MongoDB tell it. */
public final class CollectorWork implements AutoCloseable {

    private static final List<String> FACTS = List.of("research.jobs", "research.cancellations", "run.events");
    private static final List<String> RUN_EVENTS = List.of("run.events");

    private static final List<String> ENVELOPES = List.of("run.envelopes");

    private final KafkaTopics kafka;
    private final RunDocuments runs;
    private final Map<TopicPartition, Long> envelopesRead = new HashMap<>();
    /** Of runs that MongoDB had not all these facts of when it was last looked at. */
    private final Map<String, Integer> mostFactsTold = new HashMap<>();

    public CollectorWork(Installation installation) {
        kafka = new KafkaTopics(installation.stack().kafka().bootstrapServers(), "collector-service");
        runs = new RunDocuments(installation.stack().mongo().uri());
    }

    /** How many run events there are. */
    public Map<TopicPartition, Long> ends() {
        return kafka.ends(RUN_EVENTS);
    }

    /** How far the collector has committed them. */
    public Map<TopicPartition, Long> committed() {
        return kafka.committed(RUN_EVENTS);
    }

    /** The runs of which Kafka has an envelope with more facts than MongoDB has. */
    public Set<String> emittedAndNotStored() {
        Map<TopicPartition, Long> ends = kafka.ends(ENVELOPES);
        kafka.read(ends.keySet().stream().collect(Collectors.toMap(partition -> partition,
                partition -> envelopesRead.getOrDefault(partition, 0L))), ends, this::emitted);
        envelopesRead.putAll(ends);
        Map<String, Document> found = runs.find(mostFactsTold.keySet());
        mostFactsTold.entrySet().removeIf(told -> found.containsKey(told.getKey())
                && found.get(told.getKey()).get("facts", Document.class).size() >= told.getValue());
        return Set.copyOf(mostFactsTold.keySet());
    }

    /** An envelope's id ends with its revision, which is the number of facts it tells. */
    private void emitted(ConsumerRecord<String, String> envelope) {
        String id = new String(envelope.headers().lastHeader("ce_id").value(), UTF_8);
        mostFactsTold.merge(envelope.key(), Integer.valueOf(id.substring(id.lastIndexOf(':') + 1)), Math::max);
    }

    public boolean hasCommittedEverything() {
        Map<TopicPartition, Long> committed = kafka.committed(FACTS);
        return kafka.ends(FACTS).entrySet().stream().allMatch(end -> committed.get(end.getKey()).equals(end.getValue()));
    }

    public boolean hasSettledEverything() {
        return runs.marked() == 0;
    }

    public long deadLetters() {
        return kafka.ends(FACTS.stream().map(topic -> topic + ".dlq").toList()).values().stream().mapToLong(end -> end).sum();
    }

    /**
     * What a collector left that is dead.
     *
     * @param before the ends of run.events at a time when it was alive
     */
    public Unfinished leftBehind(Map<TopicPartition, Long> before) {
        List<ConsumerRecord<String, String>> uncommitted = new ArrayList<>();
        kafka.read(committed(), before, uncommitted::add);
        Map<String, Document> found = runs.find(uncommitted.stream().map(ConsumerRecord::key).collect(Collectors.toSet()));
        Set<String> emitted = emittedAndNotStored();
        int notStored = 0;
        int emittedOnly = 0;
        for (ConsumerRecord<String, String> record : uncommitted) {
            Document run = found.get(record.key());
            if (run == null || !run.get("facts", Document.class).containsKey(factKey(record))) {
                if (emitted.contains(record.key())) {
                    emittedOnly++;
                } else {
                    notStored++;
                }
            }
        }
        return new Unfinished(notStored, emittedOnly, uncommitted.size() - notStored - emittedOnly);
    }

    private static String factKey(ConsumerRecord<String, String> record) {
        return new String(record.headers().lastHeader("ce_id").value(), UTF_8);
    }

    @Override
    public void close() {
        kafka.close();
        runs.close();
    }
}
