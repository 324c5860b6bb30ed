package dev.tavilypipeline.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.projection.SampleRun;

class ActiveRunsIT {

    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00.123Z");

    private static TestStore stores;

    @BeforeAll
    static void start() {
        stores = new TestStore(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @Test
    void shouldNotTakeTheLatestFactForLaterThanItWasStored() {
        SampleRun behind = new SampleRun(SampleRun.id(1), true, NOW.minus(Duration.ofHours(2)));
        SampleRun ahead = new SampleRun(SampleRun.id(2), true, NOW.plus(Duration.ofHours(26)));
        List.of(behind, ahead).forEach(run -> store(new Fact(run.runId, "started", run.started(1),
                run.job.requestedAt(), "{}", 2)));

        assertThat(stores.active.inactiveSince(NOW.plusSeconds(1), 10))
                .extracting(ActiveRuns.InactiveRun::runId, ActiveRuns.InactiveRun::lastFactAt)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(behind.runId, behind.job.requestedAt()),
                        org.assertj.core.groups.Tuple.tuple(ahead.runId, NOW));
    }

    private static void store(Fact fact) {
        RunState run = new RunState(fact.runId(), RunFacts.of(List.of(fact)), null, NOW, null, false, null, false, null);
        stores.runs.write(List.of(RunUpdate.of(run, List.of(fact), "v", run.run(), null, null)));
    }
}
