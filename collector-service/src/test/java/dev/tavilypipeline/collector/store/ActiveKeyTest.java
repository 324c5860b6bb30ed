package dev.tavilypipeline.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.projection.SampleRun;

class ActiveKeyTest {

    private final SampleRun sample = SampleRun.numbered(5);
    private final Run run = Projection.of(sample.runId, RunFacts.of(List.of(sample.jobFact())), Instant.EPOCH);
    private final Instant latest = run.summary().lastFactAt();

    @Test
    void shouldSortByTheTimeOfTheLatestFact() {
        assertThat(ActiveKey.of(run, latest.plusSeconds(60)))
                .isEqualTo("queued/%d/%s".formatted(latest.toEpochMilli(), sample.runId));
    }

    @Test
    void shouldTreatATimeAheadAsNow() {
        Instant now = latest.minusSeconds(86_400);

        assertThat(ActiveKey.of(run, now)).isEqualTo("queued/%d/%s".formatted(now.toEpochMilli(), sample.runId));
    }
}
