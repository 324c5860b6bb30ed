package dev.tavilypipeline.collector.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;

/** How many facts a run may have. */
class RunFactsTest {

    private static final int CALLS = 1_000;

    private final SampleRun sample = SampleRun.numbered(1);

    @Test
    void shouldHoldAThousandOrdinaryCalls() {
        RunFacts facts = RunFacts.of(SampleRun.facts(sample.execution(1, RunStatus.SUCCESS)));

        for (int i = 0; i < CALLS; i++) {
            Fact call = ordinaryCall();
            assertThat(facts.fits(call)).as("call %d of %d bytes", i, call.size()).isTrue();
            facts.add(call);
        }
    }

    @Test
    void shouldAdmitStartAndEndOfARunThatIsFull() {
        RunFacts facts = full("x");

        assertThat(facts.fits(call("x"))).isFalse();
        for (Fact fact : new Fact[] { sample.jobFact(), SampleRun.fact(sample.started(1)), sample.cancellationFact(),
                SampleRun.fact(sample.finished(1, RunStatus.SUCCESS, 3, 3)) }) {
            assertThat(facts.fits(fact)).isTrue();
            facts.add(fact);
        }
        assertThat(Projection.of(sample.runId, facts, Instant.EPOCH).isTerminal()).isTrue();
    }

    @Test
    void shouldAdmitTheFirstAbandonmentWhateverTheRunHas() {
        RunFacts facts = full("x");
        for (int i = 0; facts.fits(Fact.job("job-" + i, ContractJson.write(sample.job))); i++) {
            facts.add(Fact.job("job-" + i, ContractJson.write(sample.job)));
        }

        assertThat(facts.fits(SampleRun.fact(sample.finished(1, RunStatus.SUCCESS, 3, 3)))).isFalse();
        assertThat(facts.fits(SampleRun.fact(sample.abandoned(1)))).isTrue();
        facts.add(SampleRun.fact(sample.abandoned(1)));
        assertThat(facts.fits(SampleRun.fact(sample.abandoned(2)))).isFalse();
    }

    /** The shortest calls have the largest rows beside their facts; other texts have up to four bytes a character. */
    @ParameterizedTest
    @ValueSource(strings = { "", "x", "\u00e9", "\u4e2d", "\ud835\udc00" })
    void shouldEmitAnEnvelopeThatFitsIntoARecordEvenIfTwoReplicasHaveFilledTheRun(String character) {
        RunFacts facts = full(character);
        for (int bytes = 0; bytes < RunFacts.MAX_BYTES;) {
            Fact call = call(character);
            facts.add(call);
            bytes += call.key().length() + call.size();
        }
        facts.add(SampleRun.fact(sample.finished(1, RunStatus.SUCCESS, 3, 3)));

        PreparedEnvelope envelope = PreparedEnvelope.of(Projection.of(sample.runId, facts, Instant.EPOCH), false);

        assertThat(envelope.json().getBytes(StandardCharsets.UTF_8).length).isLessThan(Topics.MAX_RECORD_BYTES);
    }

    private RunFacts full(String character) {
        RunFacts facts = new RunFacts();
        for (Fact call = call(character); facts.fits(call); call = call(character)) {
            facts.add(call);
        }
        return facts;
    }

    private Fact call(String character) {
        return SampleRun.fact(new ApiCallFinished(sample.runId, SampleRun.id(1), Instant.EPOCH, UUID.randomUUID(),
                StepName.SUMMARIZE, "", "", character.repeat(500), CallStatus.FAILED, null, null, Instant.EPOCH, 0, 0, false,
                null, null, null, null, null, null, null, null, null, null));
    }

    private Fact ordinaryCall() {
        return SampleRun.fact(new ApiCallFinished(sample.runId, SampleRun.id(1), SampleRun.REQUESTED_AT, UUID.randomUUID(),
                StepName.SEARCH_COMPETITORS, "tavily", "search", "Acme Corporation of America competitors market",
                CallStatus.FAILED, 503, null, SampleRun.REQUESTED_AT, 1234.567, 3, false, BigDecimal.ONE, "gpt-4o-mini", 1234,
                120, 345,
                new BigDecimal("0.008123"), "2026-01", UUID.randomUUID().toString(), "http_5xx",
                "HTTP 503: the service is temporarily unavailable"));
    }
}
