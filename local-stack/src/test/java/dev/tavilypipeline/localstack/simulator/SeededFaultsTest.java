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

class SeededFaultsTest {

    private static final SimulatorSettings SETTINGS = new SimulatorSettings(Duration.ofMillis(150), Duration.ofMillis(600),
            Map.of(Failure.RATE_LIMITED, 0.1, Failure.TIMEOUT, 0.05), 42);

    @Test
    void shouldDecideTheSameWhateverTheOrderOfArrival() {
        List<String> subjects = new ArrayList<>(IntStream.range(0, 500).mapToObj(i -> "query " + i % 100).toList());
        Map<String, Outcome> inOrder = outcomes(subjects);
        Collections.shuffle(subjects, new Random(7));

        Map<String, Outcome> shuffled = outcomes(subjects);

        assertThat(shuffled).isEqualTo(inOrder);
    }

    @Test
    void shouldDecideAnewForARetryAndForAnotherSeed() {
        SeededFaults faults = new SeededFaults();
        Outcome first = faults.decide(SETTINGS, "/search", "OpenAI");

        Outcome retried = faults.decide(SETTINGS, "/search", "OpenAI");

        assertThat(retried.repeats()).isEqualTo(1);
        assertThat(retried.latency()).isNotEqualTo(first.latency());
        assertThat(new SeededFaults().decide(SETTINGS.withSeed(43), "/search", "OpenAI").latency())
                .isNotEqualTo(first.latency());
    }

    @Test
    void shouldBeginAnewWhenForgotten() {
        SeededFaults faults = new SeededFaults();
        Outcome first = faults.decide(SETTINGS, "/search", "OpenAI");

        faults.reset();

        assertThat(faults.decide(SETTINGS, "/search", "OpenAI")).isEqualTo(first);
    }

    @Test
    void shouldKeepToTheRatesAndTheLatency() {
        SeededFaults faults = new SeededFaults();
        List<Outcome> outcomes = IntStream.range(0, 20_000).mapToObj(i -> faults.decide(SETTINGS, "/search", "query " + i))
                .toList();

        List<Duration> latencies = outcomes.stream().map(Outcome::latency).sorted().toList();

        assertThat((double) latencies.get(10_000).toMillis()).isCloseTo(150, within(5.0));
        assertThat((double) latencies.get(19_800).toMillis()).isCloseTo(600, within(40.0));
        assertThat(share(outcomes, Failure.RATE_LIMITED)).isCloseTo(0.1, within(0.01));
        assertThat(share(outcomes, Failure.TIMEOUT)).isCloseTo(0.05, within(0.01));
        assertThat(share(outcomes, Failure.EMPTY)).isZero();
    }

    @Test
    void shouldAnswerAtOnceWithoutLatency() {
        assertThat(new SeededFaults().decide(SimulatorSettings.PROMPT, "/search", "OpenAI"))
                .isEqualTo(new Outcome(0, Duration.ZERO, null));
    }

    private static Map<String, Outcome> outcomes(List<String> subjects) {
        SeededFaults faults = new SeededFaults();
        Map<String, Outcome> outcomes = new HashMap<>();
        for (String subject : subjects) {
            Outcome outcome = faults.decide(SETTINGS, "/search", subject);
            outcomes.put(subject + " #" + outcome.repeats(), outcome);
        }
        return outcomes;
    }

    private static double share(List<Outcome> outcomes, Failure failure) {
        return outcomes.stream().filter(outcome -> outcome.failure() == failure).count() / (double) outcomes.size();
    }
}
