package dev.tavilypipeline.agent.run;

import static dev.tavilypipeline.agent.run.Fakes.found;
import static dev.tavilypipeline.agent.run.Fakes.hit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Attempts;
import dev.tavilypipeline.agent.call.Call;
import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.RunControl.StopReason;
import dev.tavilypipeline.agent.call.TestTimeSource;
import dev.tavilypipeline.agent.call.Unlimited;
import dev.tavilypipeline.agent.run.Fakes.RecordedFacts;
import dev.tavilypipeline.agent.run.Fakes.ScriptedSearch;
import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.ResearchResult.Source;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStarted;
import dev.tavilypipeline.contract.StepStatus;
import io.smallrye.mutiny.Uni;

class ExecutionTest {

    private static final String OVERVIEW = "company overview";
    private static final String COMPETITORS = "competitors market";
    private static final SummaryModel KNOWS_ACME = (company, sources) -> Attempts
            .call(() -> Attempts.answered(new CompanySummary("Acme Corporation", "Software")));

    private final ResearchJob job = new ResearchJob(UUID.randomUUID(), "acme", 2, true, TestTimeSource.BEGIN, null, null);
    private final ScriptedSearch search = new ScriptedSearch();
    private final RecordedFacts facts = new RecordedFacts();
    private final RunControl control = Unlimited.control();

    @Test
    void shouldTellTheWholeStoryOfASuccess() {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, found("rivals"));

        RunFinished end = run(KNOWS_ACME);

        assertThat(search.queries).containsExactlyInAnyOrder("acme company overview", "acme competitors market");
        assertThat(end.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(end.errorType()).isNull();
        assertThat(end.result().companyName()).isEqualTo("Acme Corporation");
        assertThat(end.result().industry()).isEqualTo("Software");
        assertThat(end.result().overview()).isEqualTo("Words of about. [1]");
        assertThat(end.result().competitors()).isEqualTo("Words of rivals. [2]");
        assertThat(end.result().sources()).extracting(Source::number).containsExactly(1, 2);
        assertThat(facts.only(RunStarted.class).job()).isEqualTo(job);
        assertThat(facts.of(StepStarted.class)).hasSize(3);
    }

    @Test
    void shouldBeginWithTheStartAndEndWithTheEnd() {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, found("rivals"));

        RunFinished end = run(KNOWS_ACME);

        assertThat(facts.facts.get(0)).isInstanceOf(RunStarted.class);
        assertThat(facts.facts.get(facts.facts.size() - 1)).isSameAs(end);
        assertThat(facts.facts).extracting(RunEvent::executionId).containsOnly(end.executionId());
        assertThat(facts.facts).extracting(RunEvent::factKey).doesNotHaveDuplicates();
    }

    @Test
    void shouldCountItsOwnFacts() {
        search.on(OVERVIEW, Attempts.failed(ErrorType.TIMEOUT), found("about")).on(COMPETITORS, found("rivals"));

        RunFinished end = run(KNOWS_ACME);

        assertThat(end.steps()).isEqualTo(facts.of(StepFinished.class).size()).isEqualTo(3);
        assertThat(end.calls()).isEqualTo(facts.of(ApiCallFinished.class).size()).isEqualTo(4);
    }

    @Test
    void shouldRecordEveryAttemptWithItsNumber() {
        search.on(OVERVIEW, Attempts.failed(ErrorType.http(429)), Attempts.failed(ErrorType.TIMEOUT), found("about"))
                .on(COMPETITORS, found("rivals"));

        run(KNOWS_ACME);

        assertThat(facts.of(ApiCallFinished.class)).filteredOn(call -> call.stepName() == StepName.SEARCH_OVERVIEW)
                .extracting(ApiCallFinished::attempt, ApiCallFinished::errorType)
                .containsExactly(
                        tuple(1, "http_429"),
                        tuple(2, "timeout"),
                        tuple(3, null));
    }

    @Test
    void shouldBePartialWhenOneSearchFails() {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, Attempts.failed(ErrorType.http(432)));

        RunFinished end = run(KNOWS_ACME);

        assertThat(end.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(end.errorType()).isEqualTo(ErrorType.SEARCH_FAILED);
        assertThat(end.result().overview()).isNotNull();
        assertThat(end.result().competitors()).isNull();
        assertThat(step(StepName.SEARCH_COMPETITORS).status()).isEqualTo(StepStatus.FAILED);
        assertThat(step(StepName.SEARCH_COMPETITORS).errorType()).isEqualTo("http_432");
    }

    @Test
    void shouldAbstainWhenNothingIsFound() {
        search.on(OVERVIEW, found()).on(COMPETITORS, found());

        RunFinished end = run(KNOWS_ACME);

        assertThat(end.status()).isEqualTo(RunStatus.FAILED);
        assertThat(end.errorType()).isEqualTo(ErrorType.NO_SOURCES);
        assertThat(end.errorMessage()).contains("TAVILY_API_KEY");
        assertThat(end.result().companyName()).isEqualTo("acme");
        assertThat(end.result().sources()).isEmpty();
        assertThat(step(StepName.SEARCH_OVERVIEW).status()).isEqualTo(StepStatus.SUCCESS);
        assertThat(step(StepName.SUMMARIZE).status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(step(StepName.SUMMARIZE).errorType()).isEqualTo(ErrorType.NOT_REACHED);
        assertThat(step(StepName.SUMMARIZE).startedAt()).isNull();
    }

    @Test
    void shouldNotAskTheModelWhenBothSearchesFail() {
        search.on(OVERVIEW, Attempts.failed("http_401")).on(COMPETITORS, Attempts.failed("http_401"));

        RunFinished end = run((company, sources) -> {
            throw new AssertionError("nothing to ask about");
        });

        assertThat(end.status()).isEqualTo(RunStatus.FAILED);
        assertThat(end.errorType()).isEqualTo(ErrorType.SEARCH_FAILED);
        assertThat(end.steps()).isEqualTo(3);
        assertThat(end.calls()).isEqualTo(2);
    }

    @Test
    void shouldSucceedWithoutAModel() {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, found("rivals"));

        RunFinished end = run(null);

        assertThat(end.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(end.result().companyName()).isEqualTo("acme");
        assertThat(end.result().industry()).isNull();
        assertThat(step(StepName.SUMMARIZE).status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(step(StepName.SUMMARIZE).errorType()).isEqualTo(ErrorType.NO_MODEL);
    }

    @Test
    void shouldSkipASummaryThatTheModelCannotGive() {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, found("rivals"));

        RunFinished end = run((company, sources) -> Attempts.call(() -> Attempts.failed(ErrorType.REFUSED)));

        assertThat(end.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(end.result().companyName()).isEqualTo("acme");
        assertThat(step(StepName.SUMMARIZE).status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(step(StepName.SUMMARIZE).errorType()).isEqualTo(ErrorType.REFUSED);
        assertThat(step(StepName.SUMMARIZE).startedAt()).isNotNull();
    }

    @Test
    void shouldKeepTheQueryWhereTheModelKnowsNoName() {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, found("rivals"));

        RunFinished end = run((company, sources) -> Attempts.call(() -> Attempts.answered(new CompanySummary(null, " "))));

        assertThat(end.result().companyName()).isEqualTo("acme");
        assertThat(end.result().industry()).isNull();
        assertThat(step(StepName.SUMMARIZE).status()).isEqualTo(StepStatus.SUCCESS);
    }

    @Test
    void shouldTakeNoMoreSourcesThanAskedFor() {
        search.on(OVERVIEW, found("a", "b", "c")).on(COMPETITORS, found("a", "d", "e"));

        RunFinished end = run(KNOWS_ACME);

        assertThat(end.result().sources()).extracting(Source::url)
                .containsExactly(hit("a").url(), hit("b").url(), hit("d").url());
        assertThat(end.result().competitors()).isEqualTo("Words of a. [1] Words of d. [3]");
    }

    @Test
    void shouldFailWithoutAnEndWhenThereIsAFaultInside() {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, found("rivals"));

        assertThatThrownBy(() -> run((company, sources) -> {
            throw new IllegalStateException("a fault");
        })).hasMessageContaining("a fault");

        assertThat(facts.of(RunFinished.class)).isEmpty();
    }

    @Test
    void shouldRecordThePaidSearchBesideAFaultInside() {
        CompletableFuture<Attempt<SearchAnswer>> paid = new CompletableFuture<>();
        Search oneFaulty = request -> new Call<>(Attempts.call(found("about")).description(),
                brokenOff -> request.query().endsWith(OVERVIEW)
                        ? Uni.createFrom().failure(new IllegalStateException("a fault"))
                        : Uni.createFrom().completionStage(paid));
        CompletableFuture<Optional<RunFinished>> end = Fakes.context(oneFaulty, KNOWS_ACME, facts, Fakes.noCache())
                .execution(job, control, RunTrace.OFF).run().subscribeAsCompletionStage();
        assertThat(end).isNotDone();

        paid.complete(found("rivals"));

        assertThat(end).isCompletedExceptionally();
        assertThat(facts.of(ApiCallFinished.class)).hasSize(1);
    }

    @Test
    void shouldEndGivenUpWithItsCountsAndTheReason() {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, found("rivals"));
        Execution execution = start((company, sources) -> {
            throw new IllegalStateException("a fault");
        });
        assertThatThrownBy(() -> execution.run().await().indefinitely()).hasMessageContaining("a fault");

        RunFinished end = execution.fail("the agent failed for an internal reason").await().indefinitely();

        assertThat(end.status()).isEqualTo(RunStatus.FAILED);
        assertThat(end.errorType()).isEqualTo(ErrorType.INTERNAL);
        assertThat(end.errorMessage()).contains("internal reason");
        assertThat(end.steps()).isEqualTo(2);
        assertThat(end.calls()).isEqualTo(2);
    }

    @Test
    void shouldEndAsCancelledBeforeItsFirstCall() {
        control.stop(StopReason.CANCELLED);

        RunFinished end = run(KNOWS_ACME);

        assertThat(end.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(end.calls()).isZero();
        assertThat(facts.only(RunStarted.class).job()).isEqualTo(job);
        assertThat(facts.of(StepFinished.class)).extracting(StepFinished::status).containsOnly(StepStatus.SKIPPED).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void shouldMakeNoCallAfterTheSearchInWhichItIsCancelled(int number) {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, found("rivals"));
        AtomicInteger attempts = new AtomicInteger();
        search.onQuery = () -> {
            if (attempts.incrementAndGet() == number) {
                control.stop(StopReason.CANCELLED);
            }
        };

        RunFinished end = run((company, sources) -> {
            throw new AssertionError("a call after the cancellation");
        });

        assertThat(end.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(end.calls()).isEqualTo(number);
        assertThat(facts.of(ApiCallFinished.class)).hasSize(number);
        assertThat(facts.of(StepFinished.class)).hasSize(3);
    }

    @Test
    void shouldRecordTheCallThatIsInFlightWhenItIsCancelled() {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, found("rivals"));

        RunFinished end = run((company, sources) -> Attempts.call(() -> {
            control.stop(StopReason.CANCELLED);
            return Attempts.failed(ErrorType.TIMEOUT);
        }));

        assertThat(end.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(end.calls()).isEqualTo(3);
        assertThat(facts.of(ApiCallFinished.class)).hasSize(3);
    }

    @Test
    void shouldWriteNoEndWhenItIsHandedOver() {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, found("rivals"));
        search.onQuery = () -> control.stop(StopReason.HANDED_OVER);

        assertThat(start(KNOWS_ACME).run().await().indefinitely()).isEmpty();

        assertThat(facts.of(ApiCallFinished.class)).isNotEmpty();
        assertThat(facts.of(RunFinished.class)).isEmpty();
    }

    @Test
    void shouldEndARunThatHasDoneEverythingWhenItIsHandedOver() {
        search.on(OVERVIEW, found("about")).on(COMPETITORS, found("rivals"));

        RunFinished end = run((company, sources) -> Attempts.call(() -> {
            control.stop(StopReason.HANDED_OVER);
            return Attempts.answered(new CompanySummary("Acme", "Software"));
        }));

        assertThat(end.status()).isEqualTo(RunStatus.SUCCESS);
    }

    private RunFinished run(SummaryModel model) {
        return start(model).run().await().indefinitely().orElseThrow();
    }

    private Execution start(SummaryModel model) {
        return Fakes.context(search, model, facts, Fakes.noCache()).execution(job, control, RunTrace.OFF);
    }

    private StepFinished step(StepName name) {
        List<StepFinished> ends = facts.of(StepFinished.class).stream().filter(end -> end.stepName() == name).toList();
        assertThat(ends).hasSize(1);
        return ends.get(0);
    }
}
