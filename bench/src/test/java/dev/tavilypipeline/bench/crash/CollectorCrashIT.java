package dev.tavilypipeline.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.localstack.LocalStackSettings;

/**
 * The packaged collector, killed twenty times under load with work in flight: no fact is lost, and none counts twice.
 */
@Tag("crash")
class CollectorCrashIT {

    private static final int KILLS = 20;
    private static final int MOST_TRIES = 30;
    private static final int SHOWN = 5;

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
        try (SteadyLoad load = new SteadyLoad(installation.stack().kafka().bootstrapServers(), new Traffic(5))) {
            kills = killInFlight();
            sent = load.finish();
        }
        await().atMost(Duration.ofSeconds(90)).until(work::hasCommittedEverything);
        await().atMost(Duration.ofSeconds(30)).until(work::hasSettledEverything);

        Map<String, Outcome> expected = Oracle.of(sent);
        Envelopes envelopes = Envelopes.in(installation.stack().kafka().bootstrapServers());
        Map<String, Outcome> shown = new RunsApi(installation.get(Service.COLLECTOR).uri()).outcomes(expected.keySet());

        System.out.printf("%d kills; %d runs of %d facts, sent in %d records; %d envelopes of %d revisions%n", kills.size(),
                expected.size(), expected.values().stream().mapToInt(Outcome::revision).sum(), sent.size(), envelopes.count(),
                envelopes.revisions());
        SoftAssertions each = new SoftAssertions();
        each.assertThat(differences(expected, envelopes.outcomes())).as("runs whose latest envelope is another").isEmpty();
        each.assertThat(differences(expected, shown)).as("runs that GET /runs/{id} shows otherwise").isEmpty();
        each.assertThat(envelopes.contradictions()).as("two contents of one revision").isEmpty();
        each.assertThat(work.deadLetters()).as("dead letters").isZero();
        each.assertThat(kills).as("kills between the read and the write").anyMatch(kill -> kill.notStored() > 0);
        each.assertThat(kills).as("kills between the write and the envelope").anyMatch(kill -> kill.notSettled() > 0);
        each.assertThat(kills).as("kills before the commit").anyMatch(kill -> kill.notCommitted() > 0);
        each.assertAll();
    }

    /** A kill that nothing was in flight at does not count. */
    private List<Kill> killInFlight() {
        Killer killer = new Killer(installation, work);
        List<Kill> kills = new ArrayList<>();
        for (int tries = 0; kills.size() < KILLS; tries++) {
            assertThat(tries).as("tries for %d kills with work in flight", kills.size()).isLessThan(MOST_TRIES);
            Kill kill = killer.kill(tries % 2 == 0 ? Kill.Moment.AS_IT_SETTLES : Kill.Moment.AT_ANY_TIME);
            if (kill.inFlight() > 0) {
                kills.add(kill);
            }
            System.out.printf("kill %2d with %4d records in flight: %s%n", kills.size(), kill.inFlight(), kill);
        }
        return kills;
    }

    private static List<String> differences(Map<String, Outcome> expected, Map<String, Outcome> actual) {
        Set<String> all = new HashSet<>(expected.keySet());
        all.addAll(actual.keySet());
        List<String> differences = new ArrayList<>(all.stream()
                .filter(runId -> !Objects.equals(expected.get(runId), actual.get(runId)))
                .map(runId -> runId + "\n  is not " + expected.get(runId) + "\n  but    " + actual.get(runId))
                .toList());
        if (differences.size() > SHOWN) {
            int count = differences.size();
            differences.subList(SHOWN, count).clear();
            differences.add("and " + (count - SHOWN) + " more");
        }
        return differences;
    }
}
