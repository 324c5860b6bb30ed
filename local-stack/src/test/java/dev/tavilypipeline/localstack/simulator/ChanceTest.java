package dev.tavilypipeline.localstack.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ChanceTest {

    private static final SimulatorSettings SETTINGS = new SimulatorSettings(Duration.ofMillis(150), Duration.ofMillis(600),
            Map.of(Failure.RATE_LIMITED, 0.1, Failure.TIMEOUT, 0.05), 42);

    @Test
    void shouldDecideTheSameWhateverTheOrderOfArrival() {
        List<String> subjects = new ArrayList<>(IntStream.range(0, 500).mapToObj(i -> "query " + i % 100).toList());
        Map<String, Fate> inOrder = fates(subjects);
        Collections.shuffle(subjects, new Random(7));

        Map<String, Fate> shuffled = fates(subjects);

        assertThat(shuffled).isEqualTo(inOrder);
    }

    @Test
    void shouldDecideAnewForARetryAndForAnotherSeed() {
        Chance chance = new Chance();
        Fate first = chance.decide(SETTINGS, "/search", "OpenAI");

        Fate retried = chance.decide(SETTINGS, "/search", "OpenAI");

        assertThat(retried.asked()).isEqualTo(1);
        assertThat(retried.latency()).isNotEqualTo(first.latency());
        assertThat(new Chance().decide(SETTINGS.withSeed(43), "/search", "OpenAI").latency()).isNotEqualTo(first.latency());
    }

    @Test
    void shouldBeginAnewWhenForgotten() {
        Chance chance = new Chance();
        Fate first = chance.decide(SETTINGS, "/search", "OpenAI");

        chance.forget();

        assertThat(chance.decide(SETTINGS, "/search", "OpenAI")).isEqualTo(first);
    }

    @Test
    void shouldKeepToTheRatesAndTheLatency() {
        Chance chance = new Chance();
        List<Fate> fates = IntStream.range(0, 20_000).mapToObj(i -> chance.decide(SETTINGS, "/search", "query " + i)).toList();

        List<Duration> latencies = fates.stream().map(Fate::latency).sorted().toList();

        assertThat((double) latencies.get(10_000).toMillis()).isCloseTo(150, within(5.0));
        assertThat((double) latencies.get(19_800).toMillis()).isCloseTo(600, within(40.0));
        assertThat(share(fates, Failure.RATE_LIMITED)).isCloseTo(0.1, within(0.01));
        assertThat(share(fates, Failure.TIMEOUT)).isCloseTo(0.05, within(0.01));
        assertThat(share(fates, Failure.EMPTY)).isZero();
    }

    @Test
    void shouldAnswerAtOnceWithoutLatency() {
        assertThat(new Chance().decide(SimulatorSettings.PROMPT, "/search", "OpenAI"))
                .isEqualTo(new Fate(0, Duration.ZERO, null));
    }

    private static Map<String, Fate> fates(List<String> subjects) {
        Chance chance = new Chance();
        Map<String, Fate> fates = new HashMap<>();
        for (String subject : subjects) {
            Fate fate = chance.decide(SETTINGS, "/search", subject);
            fates.put(subject + " #" + fate.asked(), fate);
        }
        return fates;
    }

    private static double share(List<Fate> fates, Failure failure) {
        return fates.stream().filter(fate -> fate.failure() == failure).count() / (double) fates.size();
    }
}
