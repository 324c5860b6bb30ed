package dev.tavilypipeline.bench.crash;

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
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.runs.SteadySender;
import dev.tavilypipeline.localstack.LocalStackSettings;

/**
 * Kills the packaged bridge twenty times while rows are in flight and Firehose fails in every way: no row is lost, and a row is
 * delivered again only after a kill or a lost answer.
 */
@Tag("crash")
class BridgeCrashIT {

    private static final int KILLS = 20;
    private static final int SHOWN = 5;
    private static final int ENVELOPES_PER_SECOND = 200;
    /** The bytes in flight at a kill are random, up to more than a batch. */
    private static final int MAX_IN_FLIGHT = 1_500_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final FaultyFirehose firehose = new FaultyFirehose();
    private Installation installation;
    private BridgeProgress progress;

    @BeforeEach
    void start() {
        Map<String, String> environment = new HashMap<>(firehose.environment());
        environment.putAll(Map.of(
                "PIPELINE_BRIDGE_LINGER_MS", "300",
                "PIPELINE_BRIDGE_BATCH_MIB", "1",
                // a static member: the restarted bridge gets its partitions back at once
                "PIPELINE_BRIDGE_INSTANCE", "bridge-0"));
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")), environment,
                EnumSet.of(Service.BRIDGE));
        progress = new BridgeProgress(installation);
    }

    @AfterEach
    void stop() {
        progress.close();
        installation.close();
        firehose.close();
    }

    @Test
    void shouldDeliverEveryRowAfterTwentyKills() {
        List<BridgeKill> kills;
        List<SyntheticEnvelope> sent;
        AtomicInteger number = new AtomicInteger();
        try (SteadySender<SyntheticEnvelope> load = new SteadySender<>(installation.bootstrapServers(),
                () -> new SyntheticEnvelope(number.getAndIncrement(), Instant.now()), Optional::empty,
                SyntheticEnvelope::toRecord, ENVELOPES_PER_SECOND)) {
            kills = kill();
            sent = load.finish();
        }
        firehose.stopFailing();
        await().atMost(Duration.ofSeconds(60)).until(progress::hasCommittedAll);

        Map<String, Integer> accepted = firehose.accepted();
        List<String> keys = sent.stream().flatMap(envelope -> envelope.keys().stream()).toList();
        System.out.printf(
                "%d kills with %s envelopes in flight; %d rows, accepted %d times in %d calls; %d rows without an answer%n",
                kills.size(), kills.stream().map(kill -> kill.certain().size()).toList(), keys.size(),
                accepted.values().stream().mapToInt(times -> times).sum(), firehose.calls(), firehose.lostAnswers().size());
        SoftAssertions each = new SoftAssertions();
        each.assertThat(shown(keys.stream().filter(key -> !accepted.containsKey(key)))).as("lost rows").isEmpty();
        each.assertThat(accepted).as("rows that were never sent").hasSameSizeAs(keys);
        each.assertThat(shown(sent.stream().flatMap(envelope -> tooOften(envelope, accepted, kills))))
                .as("rows delivered more often than kills and lost answers explain").isEmpty();
        each.assertThat(kills).as("envelopes in flight at each kill").noneMatch(kill -> kill.certain().isEmpty());
        each.assertThat(progress.deadLetters()).as("dead letters").isZero();
        each.assertThat(firehose.limitsBroken()).as("calls that AWS would reject").isEmpty();
        each.assertAll();
    }

    private List<BridgeKill> kill() {
        Random random = new Random(23);
        List<BridgeKill> kills = new ArrayList<>();
        while (kills.size() < KILLS) {
            kills.add(progress.killInFlight(1 + random.nextInt(MAX_IN_FLIGHT)));
            System.out.printf("kill %2d with %4d envelopes in flight%n", kills.size(),
                    kills.get(kills.size() - 1).certain().size());
        }
        return kills;
    }

    /** Allowed is once, and once more for each kill with the envelope in flight and for each lost answer. */
    private Stream<String> tooOften(SyntheticEnvelope envelope, Map<String, Integer> accepted, List<BridgeKill> kills) {
        long inFlight = kills.stream().filter(kill -> kill.possible().contains(envelope.runId())).count();
        return envelope.keys().stream().filter(key -> accepted.getOrDefault(key, 0) > 1 + inFlight
                + firehose.lostAnswers().getOrDefault(key, 0));
    }

    private static List<String> shown(Stream<String> keys) {
        return keys.limit(SHOWN).toList();
    }
}
