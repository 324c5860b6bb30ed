package dev.tavilypipeline.bench.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
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

    private final KafkaTopics kafka;
    private final RunDocuments runs;

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

    public Set<String> marksOfWrites() {
        return runs.marksOfWrites();
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
        int notStored = 0;
        int notSettled = 0;
        for (ConsumerRecord<String, String> record : uncommitted) {
            Document run = found.get(record.key());
            if (run == null || !run.get("facts", Document.class).containsKey(factKey(record))) {
                notStored++;
            } else if (RunDocuments.isBeingSettled(run)) {
                notSettled++;
            }
        }
        return new Unfinished(notStored, notSettled, uncommitted.size() - notStored - notSettled);
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
