package dev.tavilypipeline.bench.crash;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

import org.apache.kafka.common.TopicPartition;

import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.runs.CollectorWork;

/** Kills the collector while it works, and starts it again. */
final class Killer {

    private static final Duration UNTIL_AT_WORK = Duration.ofSeconds(60);
    /** At the rate of the load what comes in two seconds, which is two commits. */
    private static final int A_LITTLE = 300;

    private final Installation installation;
    private final CollectorWork work;
    private final Random random = new Random(11);
    private Map<TopicPartition, Long> before = Map.of();

    Killer(Installation installation, CollectorWork work) {
        this.installation = installation;
        this.work = work;
    }

    Kill kill(Kill.Moment moment) {
        awaitMoment(moment);
        installation.get(Service.COLLECTOR).kill();
        Kill kill = new Kill(moment, work.leftBehind(before));
        installation.startAgain(Service.COLLECTOR);
        return kill;
    }

    /** In the end {@link #before} is what was in Kafka while the collector was alive. */
    private void awaitMoment(Kill.Moment moment) {
        switch (moment) {
            case BETWEEN_ENVELOPE_AND_WRITE -> await().atMost(UNTIL_AT_WORK).pollInterval(Duration.ofMillis(10))
                    .until(this::standsBetweenEnvelopeAndWrite);
            case AT_ANY_TIME -> {
                await().atMost(UNTIL_AT_WORK).pollInterval(Duration.ofMillis(100))
                        .until(() -> sum(work.ends()) - sum(work.committed()) < A_LITTLE);
                long enough = sum(work.ends()) + random.nextInt(A_LITTLE);
                await().atMost(UNTIL_AT_WORK).pollInterval(Duration.ofMillis(100)).until(() -> {
                    before = work.ends();
                    return sum(before) >= enough;
                });
            }
        }
    }

    /** The collector is made to stand still while it is looked at, and goes on where it is not at that point. */
    private boolean standsBetweenEnvelopeAndWrite() {
        ChildProcess collector = installation.get(Service.COLLECTOR).process();
        before = work.ends();
        collector.halt();
        if (!work.emittedAndNotStored().isEmpty()) {
            return true;
        }
        collector.goOn();
        return false;
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(offset -> offset).sum();
    }
}
