package dev.tavilypipeline.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.projection.SampleRun;

class RunListIT {

    private static final Instant FROM = SampleRun.REQUESTED_AT;
    private static final Instant TO = FROM.plusSeconds(1);

    private static TestStore stores;

    @BeforeAll
    static void start() {
        stores = new TestStore(Clock.systemUTC());
        IntStream.rangeClosed(1, 3).mapToObj(SampleRun::numbered).forEach(run -> {
            RunState state = new RunState(run.runId, RunFacts.of(List.of(run.jobFact())), null, FROM, null, false, null, false,
                    null);
            stores.runs.write(List.of(RunUpdate.of(state, List.of(run.jobFact()), "v", state.run(), null, null)));
        });
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @Test
    void shouldReadNoMoreLedgerEntriesThanTheLimit() {
        List<UUID> read = new ArrayList<>();

        assertThat(stores.list.eachLedgerEntry(FROM, TO, true, 2, entry -> read.add(entry.runId()))).isFalse();

        assertThat(read).containsExactly(SampleRun.id(3), SampleRun.id(2));
    }

    @Test
    void shouldReadTheWholeWindowWithinTheLimit() {
        List<UUID> read = new ArrayList<>();

        assertThat(stores.list.eachLedgerEntry(FROM, TO, true, 3, entry -> read.add(entry.runId()))).isTrue();

        assertThat(read).hasSize(3);
    }
}
