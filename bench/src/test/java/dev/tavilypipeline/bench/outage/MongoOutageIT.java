package dev.tavilypipeline.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.runs.CollectorProgress;
import dev.tavilypipeline.bench.runs.LoadGenerator;
import dev.tavilypipeline.bench.runs.Reconciliation;
import dev.tavilypipeline.bench.runs.ShortTimeouts;
import dev.tavilypipeline.bench.runs.SteadySender;
import dev.tavilypipeline.localstack.LocalStackSettings;

/**
 * MongoDB is away under load for twice {@code max.poll.interval.ms}, which is five minutes in production: the collector waits,
 * stays in its consumer group, needs no more memory, and goes on by itself. {@code -Doutage.seconds=600} tests the true ten
 * minutes.
 */
@Tag("crash")
class MongoOutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 30));
    private static final Duration MAX_POLL_INTERVAL = OUTAGE.dividedBy(2);

    /** The facts sent during the shortest outage are more than twice as large as the allowed growth of the memory. */
    private static final int FACTS_PER_SECOND = 500;

    /** Measured after the first third of the outage, when all buffers are full. */
    private static final double MAX_HEAP_GROWTH_MIB = 6;
    private static final long MAX_RESIDENT_GROWTH_MIB = 24;

    /** Depends on what the collector did when MongoDB stopped. */
    private static final Pattern REASON = Pattern.compile(
            "(writing facts to|reading runs from|clearing marks in) mongodb\": \"Mongo");
    private static final String GROUP = "collector-service";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final SoftAssertions each = new SoftAssertions();
    private Installation installation;
    private CollectorProgress progress;
    private ServiceProcess collector;

    @BeforeEach
    void start() {
        Map<String, String> environment = new HashMap<>(ShortTimeouts.COLLECTOR);
        environment.put("MP_MESSAGING_INCOMING_FACTS_MAX_POLL_INTERVAL_MS", Long.toString(MAX_POLL_INTERVAL.toMillis()));
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")), environment,
                EnumSet.of(Service.COLLECTOR));
        progress = new CollectorProgress(installation);
        collector = installation.get(Service.COLLECTOR);
    }

    @AfterEach
    void stop() {
        progress.close();
        installation.close();
    }

    @Test
    void shouldStayInItsGroupAndCountEveryFactOnceWhenMongoDbIsBack() {
        List<Fact> sent;
        try (SteadySender<Fact> load = SteadySender.ofFacts(installation.bootstrapServers(), new LoadGenerator(7),
                FACTS_PER_SECOND)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> KafkaProbe.sum(progress.committed()) > FACTS_PER_SECOND);
            Map<String, Set<TopicPartition>> before = members();
            double rebalances = rebalances();

            installation.stack().mongo().stop();
            Instant gone = Instant.now();
            List<Memory> memory = observeOutage(gone);
            each.assertThat(members()).as("members of the group").isEqualTo(before);
            Instant back = Instant.now();
            installation.stack().mongo().start();

            await().atMost(Duration.ofSeconds(60)).until(() -> readiness().status() == 200);
            System.out.printf("mongodb was away for %d s, ready again %d s later; %s%n",
                    Duration.between(gone, back).toSeconds(), Duration.between(back, Instant.now()).toSeconds(), memory);
            assertFlat(memory);
            sent = load.finish();
            await().atMost(OUTAGE.plusSeconds(90)).until(progress::hasCommittedAll);
            await().atMost(Duration.ofSeconds(60)).until(progress::hasPublishedAll);
            each.assertThat(members()).as("members of the group after the outage").isEqualTo(before);
            each.assertThat(rebalances()).as("rebalances").isEqualTo(rebalances);
        }
        Reconciliation.check(sent, installation, each);
        each.assertThat(progress.deadLetters()).as("dead letters").isZero();
        each.assertThat(collector.process().isAlive()).as("the process lives").isTrue();
        each.assertAll();
    }

    /** @return the memory after each sixth of the outage, from the second one on */
    private List<Memory> observeOutage(Instant gone) {
        await().atMost(OUTAGE.dividedBy(3)).untilAsserted(() -> assertThat(readiness().text())
                .containsPattern(REASON));
        List<Memory> memory = new ArrayList<>();
        for (int sixth = 2; sixth <= 6; sixth++) {
            Instant next = gone.plus(OUTAGE.multipliedBy(sixth).dividedBy(6));
            await().atMost(OUTAGE).pollInterval(Duration.ofMillis(100)).until(() -> !Instant.now().isBefore(next));
            memory.add(Memory.of(collector));
            JsonClient.Answer readiness = readiness();
            each.assertThat(readiness.status()).as("readiness").isEqualTo(503);
            each.assertThat(readiness.text()).as("the reason").containsPattern(REASON);
            each.assertThat(collector.get("/q/health/live").status()).as("liveness").isEqualTo(200);
        }
        return memory;
    }

    private JsonClient.Answer readiness() {
        return collector.get("/q/health/ready");
    }

    private void assertFlat(List<Memory> memory) {
        Memory first = memory.get(0);
        each.assertThat(memory).as("memory during the outage").allSatisfy(later -> {
            assertThat(later.heapMib() - first.heapMib()).isLessThan(MAX_HEAP_GROWTH_MIB);
            assertThat(later.residentMib() - first.residentMib()).isLessThan(MAX_RESIDENT_GROWTH_MIB);
        });
    }

    private Map<String, Set<TopicPartition>> members() {
        try (KafkaProbe kafka = new KafkaProbe(installation.bootstrapServers())) {
            return kafka.members(GROUP);
        }
    }

    private double rebalances() {
        double count = collector.metrics().sum("kafka_consumer_coordinator_rebalance_total");
        assertThat(count).as("rebalances, the first of which added the collector").isPositive();
        return count;
    }
}
