package dev.tavilypipeline.bench.crash;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.contract.Topics;

/** How far the bridge is, seen from Kafka and from its metrics; it also kills the bridge at a chosen point. */
final class BridgeProgress implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String GROUP = "firehose-bridge";

    private final Installation installation;
    private final KafkaProbe kafka;
    private long committedBefore;

    BridgeProgress(Installation installation) {
        this.installation = installation;
        kafka = new KafkaProbe(installation.bootstrapServers());
    }

    /**
     * Waits until the bridge has committed a record since its start, and then until so many bytes are in flight; kills and
     * restarts it.
     */
    BridgeKill killInFlight(long bytes) {
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(50)).until(() -> sumCommitted() > committedBefore);
        await().atMost(TIMEOUT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).ignoreExceptions().until(
                () -> installation.get(Service.BRIDGE).metrics().sum("pipeline_bridge_in_flight_bytes") >= bytes);
        Map<TopicPartition, Long> ends = kafka.endOffsets(Topics.RUN_ENVELOPES);
        installation.get(Service.BRIDGE).kill();
        Map<TopicPartition, Long> committed = kafka.committed(GROUP, Topics.RUN_ENVELOPES);
        committedBefore = KafkaProbe.sum(committed);
        BridgeKill kill = new BridgeKill(runs(committed, ends),
                runs(committed, kafka.endOffsets(Topics.RUN_ENVELOPES)));
        installation.restart(Service.BRIDGE);
        return kill;
    }

    private Set<String> runs(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        Set<String> runs = new HashSet<>();
        kafka.read(from, to, record -> runs.add(record.key()));
        return runs;
    }

    private long sumCommitted() {
        return KafkaProbe.sum(kafka.committed(GROUP, Topics.RUN_ENVELOPES));
    }

    boolean hasCommittedAll() {
        return kafka.hasCommittedAll(GROUP, Topics.RUN_ENVELOPES);
    }

    long deadLetters() {
        return kafka.count(Topics.deadLettersOf(Topics.RUN_ENVELOPES));
    }

    @Override
    public void close() {
        kafka.close();
    }
}
