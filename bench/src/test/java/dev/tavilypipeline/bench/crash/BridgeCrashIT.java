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
import java.util.Random;
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
import dev.tavilypipeline.localstack.LocalStackSettings;

/**
 * The packaged bridge, killed twenty times under load with rows in hand, while Firehose fails in every way: no row is lost, and
 * a row comes twice only where a kill or a lost answer leaves no other way.
 */
@Tag("crash")
class BridgeCrashIT {

    private static final int KILLS = 20;
    private static final int SHOWN = 5;
    /** From a handful of envelopes to more than a batch. */
    private static final int MOST_IN_HAND = 1_500_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final RoughFirehose firehose = new RoughFirehose();
    private Installation installation;
    private BridgeWork work;

    @BeforeEach
    void start() {
        Map<String, String> environment = new HashMap<>(firehose.environment());
        environment.putAll(Map.of(
                "PIPELINE_BRIDGE_LINGER_MS", "300",
                "PIPELINE_BRIDGE_BATCH_MIB", "1",
                // a killed bridge gets its partitions back at once
                "PIPELINE_BRIDGE_INSTANCE", "bridge-0"));
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")), environment,
                EnumSet.of(Service.BRIDGE));
        work = new BridgeWork(installation);
    }

    @AfterEach
    void stop() {
        work.close();
        installation.close();
        firehose.close();
    }

    @Test
    void shouldDeliverEveryRowAfterTwentyKills() {
        List<BridgeKill> kills;
        List<SyntheticEnvelope> sent;
        try (EnvelopeLoad load = new EnvelopeLoad(installation.stack().kafka().bootstrapServers())) {
            kills = kill();
            sent = load.finish();
        }
        firehose.calmDown();
        await().atMost(Duration.ofSeconds(60)).until(work::hasCommittedEverything);

        Map<String, Integer> taken = firehose.taken();
        List<String> keys = sent.stream().flatMap(envelope -> envelope.keys().stream()).toList();
        System.out.printf("%d kills with %s envelopes in flight; %d rows, %d taken in %d calls; %d rows without an answer%n",
                kills.size(), kills.stream().map(kill -> kill.certain().size()).toList(), keys.size(),
                taken.values().stream().mapToInt(times -> times).sum(), firehose.calls(), firehose.answersLost().size());
        SoftAssertions each = new SoftAssertions();
        each.assertThat(shown(keys.stream().filter(key -> !taken.containsKey(key)))).as("rows that are lost").isEmpty();
        each.assertThat(taken).as("rows that nobody sent").hasSameSizeAs(keys);
        each.assertThat(shown(sent.stream().flatMap(envelope -> tooOften(envelope, taken, kills))))
                .as("rows that came more often than kills and lost answers explain").isEmpty();
        each.assertThat(kills).as("envelopes read and not committed at each kill").noneMatch(kill -> kill.certain().isEmpty());
        each.assertThat(work.deadLetters()).as("dead letters").isZero();
        each.assertThat(firehose.limitsBroken()).as("calls that AWS would not take").isEmpty();
        each.assertAll();
    }

    private List<BridgeKill> kill() {
        Random random = new Random(23);
        List<BridgeKill> kills = new ArrayList<>();
        while (kills.size() < KILLS) {
            kills.add(work.killWithInHand(1 + random.nextInt(MOST_IN_HAND)));
            System.out.printf("kill %2d with %4d envelopes in flight%n", kills.size(),
                    kills.get(kills.size() - 1).certain().size());
        }
        return kills;
    }

    /** Once, and once more for each kill with the envelope in flight and for each answer that was lost. */
    private Stream<String> tooOften(SyntheticEnvelope envelope, Map<String, Integer> taken, List<BridgeKill> kills) {
        long inFlight = kills.stream().filter(kill -> kill.possible().contains(envelope.runId())).count();
        return envelope.keys().stream().filter(key -> taken.getOrDefault(key, 0) > 1 + inFlight
                + firehose.answersLost().getOrDefault(key, 0));
    }

    private static List<String> shown(Stream<String> keys) {
        return keys.limit(SHOWN).toList();
    }
}
