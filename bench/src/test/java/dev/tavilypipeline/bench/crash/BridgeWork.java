package dev.tavilypipeline.bench.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.runs.KafkaTopics;

/** What the bridge has committed and what it has in hand, as Kafka and its metrics tell it; and killing it. */
final class BridgeWork implements AutoCloseable {

    private static final List<String> ENVELOPES = List.of("run.envelopes");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String IN_HAND = "pipeline_bridge_in_hand_bytes ";

    private final Installation installation;
    private final KafkaTopics kafka;
    private long committedBefore;

    BridgeWork(Installation installation) {
        this.installation = installation;
        kafka = new KafkaTopics(installation.stack().kafka().bootstrapServers(), "firehose-bridge");
    }

    /**
     * Waits until the bridge has committed something since its start and then has as much in hand; kills it and starts it
     * again.
     *
     * @return what was not committed
     */
    BridgeKill killWithInHand(long bytes) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> committed() > committedBefore);
        await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20))
                .until(() -> bytesInHand() >= bytes);
        Map<TopicPartition, Long> ends = kafka.ends(ENVELOPES);
        installation.get(Service.BRIDGE).kill();
        Map<TopicPartition, Long> committed = kafka.committed(ENVELOPES);
        committedBefore = committed();
        BridgeKill kill = new BridgeKill(runs(committed, ends), runs(committed, kafka.ends(ENVELOPES)));
        installation.startAgain(Service.BRIDGE);
        return kill;
    }

    private Set<String> runs(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        Set<String> runs = new HashSet<>();
        kafka.read(from, to, record -> runs.add(record.key()));
        return runs;
    }

    private long committed() {
        return kafka.committed(ENVELOPES).values().stream().mapToLong(offset -> offset).sum();
    }

    boolean hasCommittedEverything() {
        Map<TopicPartition, Long> committed = kafka.committed(ENVELOPES);
        return kafka.ends(ENVELOPES).entrySet().stream().allMatch(end -> committed.get(end.getKey()).equals(end.getValue()));
    }

    long deadLetters() {
        return kafka.ends(List.of("run.envelopes.dlq")).values().stream().mapToLong(end -> end).sum();
    }

    private double bytesInHand() {
        URI metrics = installation.get(Service.BRIDGE).uri().resolve("/q/metrics");
        try {
            return HTTP.send(HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(5)).build(),
                    HttpResponse.BodyHandlers.ofString()).body().lines().filter(line -> line.startsWith(IN_HAND))
                    .mapToDouble(line -> Double.parseDouble(line.substring(IN_HAND.length()))).findFirst().orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
