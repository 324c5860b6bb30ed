package dev.tavilypipeline.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.projection.SampleRun;

class LiveTest {

    private final SampleRun sample = SampleRun.numbered(5);
    private final Run run = Projection.of(sample.runId, RunFacts.of(List.of(sample.jobFact())));
    private final Instant told = run.summary().lastFactAt();

    @Test
    void shouldGoByTheTimeOfTheLatestFact() {
        assertThat(Live.text(run.summary(), told.plusSeconds(60)))
                .isEqualTo("queued/%d/%s".formatted(told.toEpochMilli(), sample.runId));
    }

    @Test
    void shouldHearNothingLaterThanNow() {
        Instant now = told.minusSeconds(86_400);

        assertThat(Live.text(run.summary(), now)).isEqualTo("queued/%d/%s".formatted(now.toEpochMilli(), sample.runId));
    }
}
