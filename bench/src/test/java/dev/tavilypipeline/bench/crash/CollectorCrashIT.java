package dev.tavilypipeline.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.runs.CollectorProgress;
import dev.tavilypipeline.bench.runs.LoadGenerator;
import dev.tavilypipeline.bench.runs.Reconciliation;
import dev.tavilypipeline.bench.runs.ShortTimeouts;
import dev.tavilypipeline.bench.runs.SteadySender;
import dev.tavilypipeline.localstack.LocalStackSettings;

/**
 * Kills the packaged collector twenty times while records are in flight: no fact is lost, and no fact is counted twice.
 */
@Tag("crash")
class CollectorCrashIT {

    private static final int FACTS_PER_SECOND = 150;
    private static final int KILLS = 20;
    private static final int MAX_TRIES = 30;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Installation installation;
    private CollectorProgress progress;

    @BeforeEach
    void start() {
        Map<String, String> environment = new HashMap<>(ShortTimeouts.COLLECTOR);
        // the minimum of Kafka: the partitions of a killed collector are not assigned again before
        environment.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_SESSION_TIMEOUT_MS", "6000");
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")), environment,
                EnumSet.of(Service.COLLECTOR));
        progress = new CollectorProgress(installation);
    }

    @AfterEach
    void stop() {
        progress.close();
        installation.close();
    }

    @Test
    void shouldCountEveryFactOnceAfterTwentyKills() {
        List<CollectorKill> kills;
        List<Fact> sent;
        try (SteadySender<Fact> load = SteadySender.ofFacts(installation.bootstrapServers(), new LoadGenerator(5),
                FACTS_PER_SECOND)) {
            kills = killInFlight();
            sent = load.finish();
        }
        await().atMost(Duration.ofSeconds(90)).until(progress::hasCommittedAll);
        await().atMost(Duration.ofSeconds(30)).until(progress::hasPublishedAll);

        System.out.printf("%d kills%n", kills.size());
        SoftAssertions each = new SoftAssertions();
        Reconciliation.check(sent, installation, each);
        each.assertThat(progress.deadLetters()).as("dead letters").isZero();
        each.assertThat(kills).as("kills between the read and the write").anyMatch(kill -> kill.inFlight().notStored() > 0);
        each.assertThat(kills).as("kills between the envelope and the write")
                .anyMatch(kill -> kill.inFlight().emittedOnly() > 0);
        each.assertThat(kills).as("kills before the commit").anyMatch(kill -> kill.inFlight().notCommitted() > 0);
        each.assertAll();
    }

    /** A kill without records in flight does not count. */
    private List<CollectorKill> killInFlight() {
        CollectorKiller killer = new CollectorKiller(installation, progress);
        List<CollectorKill> kills = new ArrayList<>();
        for (int tries = 0; kills.size() < KILLS; tries++) {
            assertThat(tries).as("tries for %d kills with records in flight", kills.size()).isLessThan(MAX_TRIES);
            CollectorKill kill = killer.kill(tries % 2 == 0 ? CollectorKill.Moment.BETWEEN_ENVELOPE_AND_WRITE
                    : CollectorKill.Moment.ANY_TIME);
            if (kill.inFlight().total() > 0) {
                kills.add(kill);
            }
            System.out.printf("kill %2d with %4d records in flight: %s%n", kills.size(), kill.inFlight().total(), kill);
        }
        return kills;
    }
}
