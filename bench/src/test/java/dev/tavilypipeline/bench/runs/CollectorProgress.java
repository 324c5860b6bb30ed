package dev.tavilypipeline.bench.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.contract.Topics;

/** How far the collector is, seen from Kafka and MongoDB. */
public final class CollectorProgress implements AutoCloseable {

    private static final String GROUP = "collector-service";
    private static final String[] FACTS = { Topics.RESEARCH_JOBS, Topics.RESEARCH_CANCELLATIONS, Topics.RUN_EVENTS };

    private final KafkaProbe kafka;
    private final RunDocuments runs;
    private final Map<TopicPartition, Long> envelopesRead = new HashMap<>();
    /** The highest emitted revision of each run that MongoDB had not stored when it was last asked. */
    private final Map<String, Integer> notStoredRevisions = new HashMap<>();

    public CollectorProgress(Installation installation) {
        kafka = new KafkaProbe(installation.bootstrapServers());
        runs = new RunDocuments(installation.stack().mongo().uri());
    }

    /** The end offsets of the run events. */
    public Map<TopicPartition, Long> ends() {
        return kafka.endOffsets(Topics.RUN_EVENTS);
    }

    /** How far the collector has committed the run events. */
    public Map<TopicPartition, Long> committed() {
        return kafka.committed(GROUP, Topics.RUN_EVENTS);
    }

    /** The runs whose envelope in Kafka has more facts than their document in MongoDB. */
    public Set<String> emittedAndNotStored() {
        Map<TopicPartition, Long> ends = kafka.endOffsets(Topics.RUN_ENVELOPES);
        kafka.read(envelopesRead, ends, envelope -> notStoredRevisions.merge(envelope.key(), revision(envelope), Math::max));
        envelopesRead.putAll(ends);
        Map<String, Document> found = runs.find(notStoredRevisions.keySet());
        notStoredRevisions.entrySet().removeIf(emitted -> found.containsKey(emitted.getKey())
                && found.get(emitted.getKey()).get("facts", Document.class).size() >= emitted.getValue());
        return Set.copyOf(notStoredRevisions.keySet());
    }

    /** The id of an envelope ends with its revision, which is its number of facts. */
    private static int revision(ConsumerRecord<String, byte[]> envelope) {
        String id = id(envelope);
        return Integer.parseInt(id.substring(id.lastIndexOf(':') + 1));
    }

    private static String id(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("ce_id").value(), UTF_8);
    }

    public boolean hasCommittedAll() {
        return kafka.hasCommittedAll(GROUP, FACTS);
    }

    public boolean hasPublishedAll() {
        return runs.pending() == 0;
    }

    public long deadLetters() {
        return kafka.count(Stream.of(FACTS).map(Topics::deadLettersOf).toArray(String[]::new));
    }

    /**
     * What a killed collector had not committed.
     *
     * @param ends of the run events at a time when it was alive
     */
    public UncommittedRecords uncommitted(Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<String, byte[]>> uncommitted = new ArrayList<>();
        kafka.read(committed(), ends, uncommitted::add);
        Map<String, Document> found = runs.find(uncommitted.stream().map(ConsumerRecord::key).collect(Collectors.toSet()));
        Set<String> emitted = emittedAndNotStored();
        int notStored = 0;
        int emittedOnly = 0;
        for (ConsumerRecord<String, byte[]> record : uncommitted) {
            Document run = found.get(record.key());
            if (run == null || !run.get("facts", Document.class).containsKey(id(record))) {
                if (emitted.contains(record.key())) {
                    emittedOnly++;
                } else {
                    notStored++;
                }
            }
        }
        return new UncommittedRecords(notStored, emittedOnly, uncommitted.size() - notStored - emittedOnly);
    }

    @Override
    public void close() {
        kafka.close();
        runs.close();
    }
}
