package dev.tavilypipeline.collector.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.collector.store.RunState.Emitted;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunStatus;

class EmissionPolicyTest {

    private final EmissionPolicy policy = new EmissionPolicy(Duration.ofSeconds(60));
    private final SampleRun sample = SampleRun.numbered(1);
    private final Run whole = run(sample, sample.execution(1, RunStatus.SUCCESS));

    @Test
    void shouldEmitAWholeRunAtOnce() {
        assertThat(policy.isDue(whole, null)).isTrue();
        assertThat(policy.waitFor(whole)).isZero();
    }

    @Test
    void shouldWaitAMomentForTheJob() {
        assertThat(policy.waitFor(run(SampleRun.facts(sample.execution(1, RunStatus.SUCCESS)))))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldNotEmitWhatWasEmitted() {
        assertThat(policy.isDue(whole, new Emitted(SampleRun.FACTS + 1, Projection.VERSION))).isFalse();
    }

    @Test
    void shouldEmitAgainWhenFactsHaveJoined() {
        assertThat(policy.isDue(whole, new Emitted(SampleRun.FACTS, Projection.VERSION))).isTrue();
    }

    @Test
    void shouldEmitAgainWhenOlderCodeToldIt() {
        assertThat(policy.isDue(whole, new Emitted(SampleRun.FACTS + 1, Projection.VERSION - 1))).isTrue();
    }

    @Test
    void shouldNotEmitARunOnItsWay() {
        assertThat(policy.isDue(run(sample, List.of(sample.started(1))), null)).isFalse();
    }

    @Test
    void shouldNotEmitARunThatIsNotToBeDelivered() {
        SampleRun kept = new SampleRun(SampleRun.id(2), false);

        assertThat(policy.isDue(run(kept, kept.execution(1, RunStatus.SUCCESS)), null)).isFalse();
    }

    @Test
    void shouldWaitForMissingFactsButNotForEver() {
        Run holed = run(sample, List.of(sample.started(1), sample.finished(1, RunStatus.SUCCESS, 3, 3)));

        assertThat(policy.isDue(holed, null)).isTrue();
        assertThat(policy.waitFor(holed)).isEqualTo(Duration.ofSeconds(60));
    }

    private static Run run(SampleRun sample, List<RunEvent> events) {
        return run(Stream.concat(Stream.of(sample.jobFact()), SampleRun.facts(events).stream()).toList());
    }

    private static Run run(List<Fact> facts) {
        return Projection.of(facts.get(0).runId(), RunFacts.of(facts));
    }
}
