package dev.tavilypipeline.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

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
 * The packaged collector, killed twenty times under load with work in flight: no fact is lost, and none counts twice.
 */
@Tag("crash")
class CollectorCrashIT {

    private static final int FACTS_A_SECOND = 150;
    private static final int KILLS = 20;
    private static final int MOST_TRIES = 30;

    /** So short that what is left behind is dealt with while the test looks on. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "PIPELINE_EMIT_SWEEP_AFTER", "2s",
            "PIPELINE_EMIT_SWEEP_EVERY", "1s",
            "PIPELINE_MISSING_FACTS_PATIENCE", "2s",
            // the least that Kafka takes: for so long a killed collector keeps its partitions from the next one
            "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_SESSION_TIMEOUT_MS", "6000");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Installation installation;
    private CollectorWork work;

    @BeforeEach
    void start() {
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")), IMPATIENT,
                EnumSet.of(Service.COLLECTOR));
        work = new CollectorWork(installation);
    }

    @AfterEach
    void stop() {
        work.close();
        installation.close();
    }

    @Test
    void shouldTellEveryRunAsItWasSentAfterTwentyKills() {
        List<Kill> kills;
        List<SentFact> sent;
        try (SteadyLoad load = new SteadyLoad(installation.stack().kafka().bootstrapServers(), new Traffic(5),
                FACTS_A_SECOND)) {
            kills = killInFlight();
            sent = load.finish();
        }
        await().atMost(Duration.ofSeconds(90)).until(work::hasCommittedEverything);
        await().atMost(Duration.ofSeconds(30)).until(work::hasSettledEverything);

        System.out.printf("%d kills%n", kills.size());
        SoftAssertions each = new SoftAssertions();
        Reckoning.of(sent, installation, each);
        each.assertThat(work.deadLetters()).as("dead letters").isZero();
        each.assertThat(kills).as("kills between the read and the write").anyMatch(kill -> kill.hit().notStored() > 0);
        each.assertThat(kills).as("kills between the envelope and the write").anyMatch(kill -> kill.hit().emittedOnly() > 0);
        each.assertThat(kills).as("kills before the commit").anyMatch(kill -> kill.hit().notCommitted() > 0);
        each.assertAll();
    }

    /** A kill that nothing was in flight at does not count. */
    private List<Kill> killInFlight() {
        Killer killer = new Killer(installation, work);
        List<Kill> kills = new ArrayList<>();
        for (int tries = 0; kills.size() < KILLS; tries++) {
            assertThat(tries).as("tries for %d kills with work in flight", kills.size()).isLessThan(MOST_TRIES);
            Kill kill = killer.kill(tries % 2 == 0 ? Kill.Moment.BETWEEN_ENVELOPE_AND_WRITE : Kill.Moment.AT_ANY_TIME);
            if (kill.hit().records() > 0) {
                kills.add(kill);
            }
            System.out.printf("kill %2d with %4d records in flight: %s%n", kills.size(), kill.hit().records(), kill);
        }
        return kills;
    }
}
