package dev.tavilypipeline.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.runs.CollectorWork;
import dev.tavilypipeline.bench.runs.Reckoning;
import dev.tavilypipeline.bench.runs.SentFact;
import dev.tavilypipeline.bench.runs.SteadyLoad;
import dev.tavilypipeline.bench.runs.Traffic;
import dev.tavilypipeline.localstack.LocalStackSettings;

/**
 * MongoDB away while facts go on coming in, for twice the time within which a consumer has to poll, which in production is
 * five minutes: the collector waits, as the member of its group that it is and in the memory that it has, and goes on by
 * itself. {@code -Doutage.seconds=600} for the true ten minutes.
 */
@Tag("crash")
class MongoOutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 30));
    private static final Duration POLL_INTERVAL = OUTAGE.dividedBy(2);

    /** What comes in during the shortest outage is more than twice what memory may grow by. */
    private static final int FACTS_A_SECOND = 500;

    /** From the first third of the outage, when all that may be held is held, to its end. */
    private static final double MOST_HEAP_GROWTH_MIB = 6;
    private static final long MOST_RESIDENT_GROWTH_MIB = 24;

    /** Whatever it was doing when MongoDB went. */
    private static final Pattern REASON = Pattern.compile(
            "(writing facts to|reading runs from|clearing marks in) mongodb\": \"Mongo");
    private static final String GROUP = "collector-service";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final SoftAssertions each = new SoftAssertions();
    private Installation installation;
    private CollectorWork work;
    private Probe collector;

    @BeforeEach
    void start() {
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")),
                Map.of("PIPELINE_EMIT_SWEEP_AFTER", "2s", "PIPELINE_EMIT_SWEEP_EVERY", "1s",
                        "PIPELINE_MISSING_FACTS_PATIENCE", "2s",
                        "MP_MESSAGING_INCOMING_FACTS_MAX_POLL_INTERVAL_MS", Long.toString(POLL_INTERVAL.toMillis())),
                EnumSet.of(Service.COLLECTOR));
        work = new CollectorWork(installation);
        collector = new Probe(installation.get(Service.COLLECTOR).uri());
    }

    @AfterEach
    void stop() {
        work.close();
        installation.close();
    }

    @Test
    void shouldWaitAsAMemberOfItsGroupAndTellEveryRunOnceMongoDbIsBack() {
        List<SentFact> sent;
        try (SteadyLoad load = new SteadyLoad(installation.stack().kafka().bootstrapServers(), new Traffic(7),
                FACTS_A_SECOND)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> work.committed().values().stream().mapToLong(offset -> offset).sum() > FACTS_A_SECOND);
            Membership before = membership();
            double rebalances = rebalances();

            installation.stack().mongo().stop();
            Instant gone = Instant.now();
            List<Memory> memory = lookOn(gone);
            each.assertThat(membership()).as("members of the group").isEqualTo(before);
            Instant back = Instant.now();
            installation.stack().mongo().start();

            await().atMost(Duration.ofSeconds(60)).until(() -> collector.readiness().statusCode() == 200);
            System.out.printf("mongodb was away for %d s, ready again %d s later; %s%n",
                    Duration.between(gone, back).toSeconds(), Duration.between(back, Instant.now()).toSeconds(), memory);
            assertFlat(memory);
            sent = load.finish();
            await().atMost(OUTAGE.plusSeconds(90)).until(work::hasCommittedEverything);
            await().atMost(Duration.ofSeconds(60)).until(work::hasSettledEverything);
            each.assertThat(membership()).as("members of the group behind it").isEqualTo(before);
            each.assertThat(rebalances()).as("rebalances").isEqualTo(rebalances);
        }
        Reckoning.of(sent, installation, each);
        each.assertThat(work.deadLetters()).as("dead letters").isZero();
        each.assertThat(installation.get(Service.COLLECTOR).process().isAlive()).as("the process goes on").isTrue();
        each.assertAll();
    }

    /** @return what was in use at the first third of the outage and from then on */
    private List<Memory> lookOn(Instant gone) {
        await().atMost(OUTAGE.dividedBy(3)).untilAsserted(() -> assertThat(collector.readiness().body())
                .containsPattern(REASON));
        List<Memory> memory = new ArrayList<>();
        for (int sixth = 2; sixth <= 6; sixth++) {
            Instant next = gone.plus(OUTAGE.multipliedBy(sixth).dividedBy(6));
            await().atMost(OUTAGE).pollInterval(Duration.ofMillis(100)).until(() -> !Instant.now().isBefore(next));
            memory.add(Memory.of(installation.get(Service.COLLECTOR).pid(), collector));
            HttpResponse<String> readiness = collector.readiness();
            each.assertThat(readiness.statusCode()).as("readiness").isEqualTo(503);
            each.assertThat(readiness.body()).as("the reason").containsPattern(REASON);
            each.assertThat(collector.liveness()).as("liveness").isEqualTo(200);
        }
        return memory;
    }

    private void assertFlat(List<Memory> memory) {
        Memory first = memory.get(0);
        each.assertThat(memory).as("memory during the outage").allSatisfy(later -> {
            assertThat(later.heapMib() - first.heapMib()).isLessThan(MOST_HEAP_GROWTH_MIB);
            assertThat(later.residentMib() - first.residentMib()).isLessThan(MOST_RESIDENT_GROWTH_MIB);
        });
    }

    private Membership membership() {
        return Membership.of(GROUP, installation.stack().kafka().bootstrapServers());
    }

    private double rebalances() {
        double count = collector.metric("kafka_consumer_coordinator_rebalance_total", "");
        assertThat(count).as("rebalances, the first of which let it in").isPositive();
        return count;
    }
}
