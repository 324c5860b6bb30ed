package dev.tavilypipeline.bench.crash;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

import org.apache.kafka.common.TopicPartition;

import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.runs.CollectorProgress;

/** Kills the collector while records are in flight, and restarts it. */
final class CollectorKiller {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** What the load sends in two seconds, which is two commits. */
    private static final int SMALL_LAG = 300;

    private final Installation installation;
    private final CollectorProgress progress;
    private final Random random = new Random(11);
    /** What was in Kafka while the collector was alive. */
    private Map<TopicPartition, Long> ends = Map.of();

    CollectorKiller(Installation installation, CollectorProgress progress) {
        this.installation = installation;
        this.progress = progress;
    }

    CollectorKill kill(CollectorKill.Moment moment) {
        awaitMoment(moment);
        installation.get(Service.COLLECTOR).kill();
        CollectorKill kill = new CollectorKill(moment, progress.uncommitted(ends));
        installation.restart(Service.COLLECTOR);
        return kill;
    }

    private void awaitMoment(CollectorKill.Moment moment) {
        switch (moment) {
            case BETWEEN_ENVELOPE_AND_WRITE -> await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(10))
                    .until(this::isSuspendedBetweenEnvelopeAndWrite);
            case ANY_TIME -> {
                await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(100)).until(
                        () -> KafkaProbe.sum(progress.ends()) - KafkaProbe.sum(progress.committed()) < SMALL_LAG);
                long enough = KafkaProbe.sum(progress.ends()) + random.nextInt(SMALL_LAG);
                await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(100)).until(() -> {
                    ends = progress.ends();
                    return KafkaProbe.sum(ends) >= enough;
                });
            }
        }
    }

    /** Suspends the collector to look at its stores, and resumes it if it is not at the wanted point. */
    private boolean isSuspendedBetweenEnvelopeAndWrite() {
        ChildProcess collector = installation.get(Service.COLLECTOR).process();
        ends = progress.ends();
        collector.suspend();
        if (!progress.emittedAndNotStored().isEmpty()) {
            return true;
        }
        collector.resume();
        return false;
    }
}
