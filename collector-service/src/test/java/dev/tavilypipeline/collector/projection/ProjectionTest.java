package dev.tavilypipeline.collector.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.SearchDepth;
import dev.tavilypipeline.contract.SearchTopic;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStatus;
import dev.tavilypipeline.kit.json.ContractJson;

class ProjectionTest {

    private final SampleRun sample = SampleRun.numbered(7);

    @Test
    void shouldTellAQueuedRunFromItsJobAlone() {
        Run run = project(List.of(sample.jobFact()));

        assertThat(run.row().status()).isEqualTo(RunStatus.QUEUED);
        assertThat(run.row().companyName()).isEqualTo("Acme");
        assertThat(run.row().requestedAt()).isEqualTo(SampleRun.REQUESTED_AT);
        assertThat(run.row().revision()).isEqualTo(1);
        assertThat(run.steps()).extracting(Step::status).containsOnly(Step.State.PENDING);
    }

    @Test
    void shouldTellARunningRunBeforeItsJobHasBeenRead() {
        Run run = project(SampleRun.facts(List.of(sample.started(1), sample.stepStarted(1, StepName.SEARCH_OVERVIEW))));

        assertThat(run.row().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run.row().query()).isEqualTo("Acme");
        assertThat(run.steps()).extracting(Step::status)
                .containsExactly(Step.State.RUNNING, Step.State.PENDING, Step.State.PENDING);
    }

    @Test
    void shouldSayWhatTheJobAskedForSoThatItCanBeAskedForAgain() {
        ResearchJob job = new ResearchJob(sample.runId, "Acme", 3, true, SampleRun.REQUESTED_AT, null, null,
                SearchDepth.ADVANCED, SearchTopic.NEWS, BigDecimal.TEN);

        assertThat(project(List.of(Fact.job("id", ContractJson.write(job)))).options())
                .isEqualTo(new Run.Options(3, SearchDepth.ADVANCED, SearchTopic.NEWS, job.budgetCredits()));
    }

    @Test
    void shouldSumTheCallsOfAFinishedRun() {
        Run run = project(withJob(sample.execution(1, RunStatus.SUCCESS)));

        AgentRunRow row = run.row();
        assertThat(row.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(row.companyName()).isEqualTo("Acme Corporation 1");
        assertThat(row.totalApiCalls()).isEqualTo(3);
        assertThat(row.totalCredits()).isEqualByComparingTo("3");
        assertThat(row.totalInputTokens()).isEqualTo(300);
        assertThat(row.totalOutputTokens()).isEqualTo(60);
        assertThat(row.costUsd()).isEqualByComparingTo(new BigDecimal("0.024"));
        assertThat(row.totalSteps()).isEqualTo(3);
        assertThat(row.sourceCount()).isEqualTo(1);
        assertThat(row.missingFacts()).isZero();
        assertThat(row.revision()).isEqualTo(SampleRun.FACTS + 1);
    }

    @Test
    void shouldSumMoreTokensThanASingleCallCanTell() {
        Run run = project(SampleRun.facts(Stream.of(StepName.values())
                .<RunEvent> map(step -> sample.call(1, step, Integer.MAX_VALUE)).toList()));

        assertThat(run.row().totalInputTokens()).isEqualTo(StepName.values().length * (long) Integer.MAX_VALUE);
    }

    @Test
    void shouldCountTheCallsWhoseCostIsNotKnown() {
        List<Fact> facts = withJob(sample.execution(1, RunStatus.SUCCESS)).stream()
                .map(fact -> fact.key().equals(sample.call(1, StepName.SUMMARIZE).factKey())
                        ? Fact.stored(sample.runId, fact.key(), fact.json().replace("\"cost_usd\":0.008", "\"cost_usd\":null"))
                        : fact)
                .toList();

        AgentRunRow row = project(facts).row();

        assertThat(row.unpricedCalls()).isEqualTo(1);
        assertThat(row.costUsd()).as("of the other two").isEqualByComparingTo("0.016");
        assertThat(project(withJob(sample.execution(1, RunStatus.SUCCESS))).row().unpricedCalls()).isZero();
    }

    @Test
    void shouldRepeatInStepsAndCallsWhenTheRunWasRequestedAndWhetherItIsSimulated() {
        List<RunEvent> events = sample.execution(1, RunStatus.SUCCESS);
        RunEvent finished = events.get(events.size() - 1);
        RunEvent call = sample.call(1, StepName.SUMMARIZE);

        assertRepeated(project(withJob(events)), SampleRun.REQUESTED_AT, true);
        assertRepeated(project(SampleRun.facts(List.of(finished))), finished.occurredAt(), false);
        assertRepeated(project(SampleRun.facts(List.of(call, finished))), call.occurredAt(), true);
    }

    private static void assertRepeated(Run run, Instant requestedAt, boolean simulated) {
        RunEnvelope envelope = PreparedEnvelope.of(run, false).envelope();
        assertThat(envelope.agentRun().requestedAt()).isEqualTo(requestedAt);
        assertThat(envelope.agentRun().simulated()).isEqualTo(simulated);
        assertThat(envelope.runSteps()).hasSize(3)
                .allSatisfy(step -> assertThat(step.requestedAt()).isEqualTo(requestedAt))
                .allSatisfy(step -> assertThat(step.simulated()).isEqualTo(simulated));
        assertThat(envelope.apiCalls()).hasSize(run.calls().size())
                .allSatisfy(call -> assertThat(call.requestedAt()).isEqualTo(requestedAt))
                .allSatisfy(call -> assertThat(call.simulated()).isEqualTo(simulated));
    }

    @Test
    void shouldCountAKeptFactThatIsNotUnderstoodAnyMore() {
        List<Fact> facts = new ArrayList<>(withJob(sample.execution(1, RunStatus.SUCCESS)));
        Fact call = Fact.stored(sample.runId, sample.call(1, StepName.SUMMARIZE).factKey(), "{\"type\":\"api_call_finished\"}");
        facts.replaceAll(fact -> fact.key().equals(call.key()) ? call : fact);

        AgentRunRow row = project(facts).row();

        assertThat(row.revision()).isEqualTo(SampleRun.FACTS + 1);
        assertThat(row.missingFacts()).isEqualTo(1);
    }

    @Test
    void shouldCountAFactReadTwiceOnce() {
        List<Fact> facts = withJob(sample.execution(1, RunStatus.SUCCESS));

        Run twice = project(Stream.concat(facts.stream(), facts.stream()).toList());

        assertThat(twice).isEqualTo(project(facts));
        assertThat(twice.row().revision()).isEqualTo(SampleRun.FACTS + 1);
    }

    @Test
    void shouldTellTheFirstExecutionThatFinishedAndTheCallsOfAll() {
        List<RunEvent> facts = new ArrayList<>(sample.execution(2, RunStatus.SUCCESS));
        facts.addAll(sample.execution(3, RunStatus.PARTIAL));
        facts.add(sample.started(1));
        facts.add(sample.call(1, StepName.SEARCH_OVERVIEW));

        Run run = project(withJob(facts));

        assertThat(run.row().companyName()).isEqualTo("Acme Corporation 2");
        assertThat(run.row().status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(run.steps()).extracting(Step::latencyMs).containsOnly(3002.0);
        assertThat(run.row().attempt()).isEqualTo(3);
        assertThat(run.calls()).hasSize(7);
    }

    @Test
    void shouldSayHowManyFactsAreMissing() {
        List<RunEvent> facts = sample.execution(1, RunStatus.SUCCESS).stream()
                .filter(e -> !e.type().equals("run_started") && !e.type().equals("api_call_finished"))
                .toList();

        assertThat(project(SampleRun.facts(facts)).row().missingFacts()).isEqualTo(4);
    }

    @Test
    void shouldMarkStepsNotReachedOfARunAtItsEnd() {
        Run run = project(SampleRun.facts(List.of(sample.started(1), sample.finished(1, RunStatus.FAILED, 0, 0))));

        RunEnvelope envelope = PreparedEnvelope.of(run, false).envelope();
        assertThat(envelope.runSteps()).hasSize(3)
                .allSatisfy(row -> {
                    assertThat(row.status()).isEqualTo(StepStatus.SKIPPED);
                    assertThat(row.errorType()).isEqualTo(ErrorType.NOT_REACHED);
                });
    }

    @Test
    void shouldPreferALateFinishOverAbandonment() {
        List<RunEvent> silent = List.of(sample.started(1), sample.abandoned(1));
        List<RunEvent> heardAgain = Stream.concat(silent.stream(), sample.execution(1, RunStatus.SUCCESS).stream()).toList();

        assertThat(project(SampleRun.facts(silent)).row().status()).isEqualTo(RunStatus.ABANDONED);
        assertThat(project(SampleRun.facts(silent)).row().errorType()).isEqualTo(ErrorType.ABANDONED);
        assertThat(project(SampleRun.facts(heardAgain)).row().status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void shouldShowACancellationUntilTheWorkerHasStopped() {
        List<Fact> asked = List.of(sample.jobFact(), SampleRun.fact(sample.started(1)), sample.cancellationFact());
        List<Fact> stopped = Stream
                .concat(asked.stream(), Stream.of(SampleRun.fact(sample.finished(1, RunStatus.CANCELLED, 0, 0))))
                .toList();

        assertThat(project(asked).row().status()).isEqualTo(RunStatus.CANCEL_REQUESTED);
        assertThat(project(stopped).row().status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void shouldKeepAndCountAFactOfATypeNotKnown() {
        Fact unknown = Fact.event(() -> "x", ("{\"type\":\"run_paused\",\"run_id\":\"" + sample.runId + "\"}").getBytes(UTF_8));
        List<Fact> facts = new ArrayList<>(withJob(sample.execution(1, RunStatus.SUCCESS)));
        facts.add(unknown);

        assertThat(project(facts).row().revision()).isEqualTo(SampleRun.FACTS + 2);
        assertThat(project(facts).row().status()).isEqualTo(RunStatus.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "job:job-1", "cancellation:x", "unknown:x", "x" })
    void shouldTakeAFactOfATypeNotKnownForNoOther(String id) {
        byte[] json = ("{\"type\":\"run_paused\",\"run_id\":\"" + sample.runId + "\"}").getBytes(UTF_8);
        RunEvent real = sample.execution(1, RunStatus.SUCCESS).get(0);
        Fact unknown = Fact.event(() -> id, json);

        assertThat(Fact.stored(sample.runId, unknown.key(), unknown.json())).isEqualTo(unknown);
        assertThat(Fact.event(real::factKey, json).key()).isNotEqualTo(SampleRun.fact(real).key());
    }

    @Test
    void shouldCountARunOfWhichOnlyTheEndIsKnownAsAskedForThen() {
        RunEvent end = sample.finished(1, RunStatus.SUCCESS, 3, 3);

        assertThat(project(List.of(SampleRun.fact(end))).row().requestedAt()).isEqualTo(end.occurredAt());
    }

    @Test
    void shouldTellTheSameInAnyOrder() {
        List<RunEvent> events = new ArrayList<>(sample.execution(1, RunStatus.SUCCESS));
        events.addAll(sample.execution(2, RunStatus.PARTIAL));
        events.add(sample.abandoned(1));
        List<Fact> facts = new ArrayList<>(withJob(events));
        facts.add(sample.cancellationFact());
        Run expected = project(facts);

        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(facts, random);
            assertThat(project(facts)).isEqualTo(expected);
        }
    }

    @Test
    void shouldKeepTheKeyOfAStoredFactOfAnUnknownType() {
        String json = "{\"type\":\"run_paused\",\"run_id\":\"" + sample.runId + "\"}";
        RunEvent known = sample.started(1);

        assertThat(Fact.stored(sample.runId, "0195-execution:run_paused", json).key()).isEqualTo("0195-execution:run_paused");
        assertThat(Fact.stored(sample.runId, "unknown:" + known.factKey(), SampleRun.fact(known).json()).key())
                .isEqualTo(known.factKey());
    }

    @Test
    void shouldNotKnowARunOfWhichOnlyACancellationWasRead() {
        Run cancelled = project(List.of(sample.cancellationFact()));
        Run requested = project(List.of(sample.cancellationFact(), sample.jobFact()));

        assertThat(cancelled.isKnown()).isFalse();
        assertThat(cancelled.row().requestedAt()).isNull();
        assertThat(requested.isKnown()).isTrue();
        assertThat(requested.row().status()).isEqualTo(RunStatus.CANCEL_REQUESTED);
    }

    @Test
    void shouldWriteValidTextWhateverHalvesOfSurrogatePairsAFactHas() {
        List<Fact> facts = withJob(sample.execution(1, RunStatus.SUCCESS)).stream()
                .map(fact -> Fact.stored(sample.runId, fact.key(), fact.json()
                        .replace("Acme", "Acme\\ud83d").replace("acme.example", "acme.example/\\ude00")
                        .replace("tavily-simulator", "tavily\\ud83d-simulator").replace("\"search\"", "\"search\\ud83d\"")
                        .replace("2026-01\"", "2026-01\\ud83d\"").replace("1.0.0", "1.0.0\\ud83d").replace("req-", "req\\ud83d")
                        .replace("\"error_type\":null", "\"error_type\":\"\\ud83d\"")
                        .replace("\"requested_by\":null", "\"requested_by\":\"\\ud83d\"")))
                .toList();

        Run run = project(facts);

        assertThat(run.row().missingFacts()).isZero();
        assertThat(run.result().sources().get(0).url().toString()).isEqualTo("https://acme.example/%EF%BF%BD");
        assertThat(UTF_8.newEncoder().canEncode(PreparedEnvelope.of(run, false).json())).isTrue();
        assertThat(ContractJson.readTree(ContractJson.write(run)).path("company_name").asText())
                .isEqualTo("Acme? Corporation 1");
    }

    private Run project(List<Fact> facts) {
        return Projection.of(sample.runId, RunFacts.of(facts), Instant.EPOCH);
    }

    private List<Fact> withJob(List<RunEvent> events) {
        return Stream.concat(Stream.of(sample.jobFact()), SampleRun.facts(events).stream()).toList();
    }
}
