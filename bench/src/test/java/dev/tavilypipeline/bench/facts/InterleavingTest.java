package dev.tavilypipeline.bench.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class InterleavingTest {

    private static final int RUNS = 500;

    private final Map<UUID, List<Fact>> byRun = new LinkedHashMap<>();

    @Test
    void shouldKeepTheOrderOfEachRun() {
        new Interleaving(7, RUNS)
                .forEachRemaining(fact -> byRun.computeIfAbsent(fact.runId(), id -> new ArrayList<>()).add(fact));

        assertThat(byRun).hasSize(RUNS);
        assertThat(byRun.values()).allSatisfy(facts -> {
            assertThat(facts).hasSize(SyntheticRun.FACTS).doesNotHaveDuplicates();
            assertThat(facts.get(0).topic()).isEqualTo("research.jobs");
            assertThat(facts.get(facts.size() - 1).endsRun()).isTrue();
        });
    }

    @Test
    void shouldMixTheRuns() {
        List<UUID> first = new ArrayList<>();
        Interleaving facts = new Interleaving(0, RUNS);

        for (int i = 0; i < 100; i++) {
            first.add(facts.next().runId());
        }

        assertThat(first.stream().distinct()).hasSizeGreaterThan(50);
    }
}
