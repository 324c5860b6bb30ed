package dev.tavilypipeline.collector.emit;

import static dev.tavilypipeline.collector.emit.EmissionPolicy.Decision.CLEAR;
import static dev.tavilypipeline.collector.emit.EmissionPolicy.Decision.EMIT;
import static dev.tavilypipeline.collector.emit.EmissionPolicy.Decision.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.assemble.Projection;
import dev.tavilypipeline.collector.assemble.Run;
import dev.tavilypipeline.collector.assemble.SampleRun;
import dev.tavilypipeline.collector.store.StoredRun;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunStatus;

class EmissionPolicyTest {

    private static final Instant MARKED = Instant.parse("2026-03-01T12:00:00Z");

    private final EmissionPolicy policy = new EmissionPolicy(Duration.ofSeconds(60));
    private final SampleRun sample = SampleRun.numbered(1);

    @Test
    void shouldEmitAWholeRunAtOnce() {
        assertThat(decide(sample.execution(1, RunStatus.SUCCESS), null, MARKED)).isEqualTo(EMIT);
    }

    @Test
    void shouldNotEmitWhatItEmittedBefore() {
        Run run = run(sample, sample.execution(1, RunStatus.SUCCESS));
        assertThat(decide(sample.execution(1, RunStatus.SUCCESS), EnvelopeHash.of(run), MARKED)).isEqualTo(CLEAR);
    }

    @Test
    void shouldEmitAgainWhenTheRunHasChanged() {
        assertThat(decide(sample.execution(1, RunStatus.SUCCESS), "another", MARKED)).isEqualTo(EMIT);
    }

    @Test
    void shouldNotEmitARunOnItsWay() {
        assertThat(decide(List.of(sample.started(1)), null, MARKED)).isEqualTo(CLEAR);
    }

    @Test
    void shouldNotEmitARunThatIsNotToBeDelivered() {
        SampleRun kept = new SampleRun(SampleRun.id(2), false);
        Run run = run(kept, kept.execution(1, RunStatus.SUCCESS));
        assertThat(policy.decide(run, EnvelopeHash.of(run), stored(null), MARKED)).isEqualTo(CLEAR);
    }

    @Test
    void shouldWaitForMissingFactsButNotForEver() {
        List<RunEvent> holed = List.of(sample.started(1), sample.finished(1, RunStatus.SUCCESS, 3, 3));
        assertThat(decide(holed, null, MARKED.plusSeconds(59))).isEqualTo(WAIT);
        assertThat(decide(holed, null, MARKED.plusSeconds(60))).isEqualTo(EMIT);
    }

    private EmissionPolicy.Decision decide(List<RunEvent> events, String emittedHash, Instant now) {
        Run run = run(sample, events);
        return policy.decide(run, EnvelopeHash.of(run), stored(emittedHash), now);
    }

    private static Run run(SampleRun sample, List<RunEvent> events) {
        return Projection.of(sample.runId, SampleRun.facts(events));
    }

    private StoredRun stored(String emittedHash) {
        return new StoredRun(sample.runId, List.of(), new StoredRun.Mark("t", MARKED), emittedHash);
    }
}
