package dev.tavilypipeline.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.projection.SampleRun;

class ActiveRunsTest {

    private final SampleRun sample = SampleRun.numbered(5);
    private final Run run = Projection.of(sample.runId, RunFacts.of(SampleRun.facts(List.of(sample.started(1)))),
            Instant.EPOCH);

    @Test
    void shouldSortByTheTimeWhenTheLatestFactWasStored() {
        assertThat(ActiveRuns.key(run, Instant.ofEpochMilli(5)))
                .isEqualTo("running/0000000000005/" + sample.runId);
    }

    @Test
    void shouldWriteTheSameTextUnderEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(ActiveRuns.key(run, Instant.ofEpochMilli(1_700_000_000_000L)))
                    .isEqualTo("running/1700000000000/" + sample.runId);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldSortRunsThatWaitForAnAgentBehindAllTimes() {
        Run queued = Projection.of(sample.runId, RunFacts.of(List.of(sample.jobFact())), Instant.EPOCH);

        assertThat(ActiveRuns.key(queued, Instant.EPOCH)).isEqualTo("queued/7258118399999/" + sample.runId);
    }
}
