package dev.tavilypipeline.collector.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.emit.EmissionPolicy.Decision;
import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.collector.store.RunState.Emitted;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunStatus;

class EmissionPolicyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Emitted CURRENT = new Emitted(SampleRun.FACTS + 1, Projection.VERSION);

    private final EmissionPolicy policy = new EmissionPolicy(
            new OutboxTimes(Duration.ofSeconds(60), Duration.ofSeconds(30)));
    private final SampleRun sample = SampleRun.numbered(1);
    private final Run complete = run(sample, sample.execution(1, RunStatus.SUCCESS));
    private final Run incomplete = run(sample, List.of(sample.started(1), sample.finished(1, RunStatus.SUCCESS, 3, 3)));

    @Test
    void shouldEmitACompleteRunAtOnce() {
        assertThat(decide(complete, null)).isInstanceOfSatisfying(Decision.Emit.class, emit -> {
            assertThat(emit.envelope().envelope().revision()).isEqualTo(SampleRun.FACTS + 1);
            assertThat(emit.envelope().republished()).isFalse();
        });
    }

    @Test
    void shouldNotEmitTheSameEnvelopeAgain() {
        assertThat(decide(complete, CURRENT)).isEqualTo(new Decision.Skip());
    }

    @Test
    void shouldEmitTheSameEnvelopeAgainWhenAReplayAsksForIt() {
        assertThat(policy.decide(complete, CURRENT, true, NOW)).isInstanceOfSatisfying(Decision.Emit.class,
                emit -> assertThat(emit.envelope().republished()).isTrue());
    }

    @Test
    void shouldEmitAgainWhenFactsWereAdded() {
        assertThat(decide(complete, new Emitted(SampleRun.FACTS, Projection.VERSION))).isInstanceOf(Decision.Emit.class);
    }

    @Test
    void shouldEmitAgainWhenAnOlderProjectionWasEmitted() {
        assertThat(decide(complete, new Emitted(SampleRun.FACTS + 1, Projection.VERSION - 1)))
                .isInstanceOf(Decision.Emit.class);
    }

    @Test
    void shouldNotEmitAnActiveRun() {
        assertThat(decide(run(sample, List.of(sample.started(1))), null)).isEqualTo(new Decision.Skip());
        assertThat(policy.decide(run(sample, List.of(sample.started(1))), null, true, NOW)).isEqualTo(new Decision.Skip());
    }

    @Test
    void shouldNotEmitARunThatIsNotToBeDelivered() {
        SampleRun kept = new SampleRun(SampleRun.id(2), false);

        assertThat(decide(run(kept, kept.execution(1, RunStatus.SUCCESS)), null)).isEqualTo(new Decision.Skip());
    }

    @Test
    void shouldWaitForMissingFactsUntilTheGracePeriodIsOver() {
        assertThat(decide(incomplete, null)).isEqualTo(new Decision.Wait(NOW.plusSeconds(60)));
        assertThat(policy.decide(incomplete, null, false, NOW.minusSeconds(60))).isInstanceOf(Decision.Emit.class);
    }

    @Test
    void shouldWaitForAJobThatIsReadLaterThanItsRun() {
        Run jobMissing = run(SampleRun.facts(sample.execution(1, RunStatus.SUCCESS)));

        assertThat(jobMissing.isComplete()).isTrue();
        assertThat(decide(jobMissing, null)).isEqualTo(new Decision.Wait(NOW.plusSeconds(60)));
        assertThat(policy.decide(jobMissing, null, false, NOW.minusSeconds(60))).isInstanceOf(Decision.Emit.class);
    }

    private Decision decide(Run run, Emitted emitted) {
        return policy.decide(run, emitted, false, NOW);
    }

    private static Run run(SampleRun sample, List<RunEvent> events) {
        return run(Stream.concat(Stream.of(sample.jobFact()), SampleRun.facts(events).stream()).toList());
    }

    private static Run run(List<Fact> facts) {
        return Projection.of(facts.get(0).runId(), RunFacts.of(facts), NOW);
    }
}
