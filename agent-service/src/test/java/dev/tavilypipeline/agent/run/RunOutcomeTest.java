package dev.tavilypipeline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepStatus;

class RunOutcomeTest {

    private static final StepResult<SearchAnswer> DONE = new StepResult<>(StepStatus.SUCCESS, new SearchAnswer(List.of()), null,
            null);
    private static final StepResult<SearchAnswer> TIMEOUT = new StepResult<>(StepStatus.FAILED, null, "timeout", "no answer");
    private static final StepResult<SearchAnswer> USED_UP = new StepResult<>(StepStatus.FAILED, null, "http_432",
            "plan used up");

    private static final StepResult<CompanySummary> SUMMARY = new StepResult<>(StepStatus.SUCCESS,
            new CompanySummary("Acme", null), null, null);
    private static final StepResult<SearchAnswer> LIMITED = StepResult.skipped("budget_exceeded", "spent");

    @Test
    void shouldSucceedWhenBothSearchesDoAndSomethingIsFound() {
        assertThat(RunOutcome.of(DONE, DONE, SUMMARY, false)).isEqualTo(new RunOutcome(RunStatus.SUCCESS, null, null));
    }

    @Test
    void shouldBePartialWhenOneSearchFailsAndSomethingIsFound() {
        assertThat(RunOutcome.of(DONE, TIMEOUT, SUMMARY, false)).isEqualTo(
                new RunOutcome(RunStatus.PARTIAL, "search_failed", "search_competitors: timeout: no answer"));
    }

    @Test
    void shouldFailWhenBothSearchesFailAndTellBothReasons() {
        assertThat(RunOutcome.of(USED_UP, TIMEOUT, SUMMARY, true)).isEqualTo(new RunOutcome(RunStatus.FAILED, "search_failed",
                "search_overview: http_432: plan used up; search_competitors: timeout: no answer"));
    }

    @Test
    void shouldFailWhenNothingIsFound() {
        assertThat(RunOutcome.of(DONE, DONE, SUMMARY, true)).isEqualTo(
                new RunOutcome(RunStatus.FAILED, "no_sources", "both searches found nothing"));
    }

    @Test
    void shouldSayWhyTheSimulatorFindsNothing() {
        assertThat(RunOutcome.of(DONE, DONE, SUMMARY, true).simulated().errorMessage()).isEqualTo("both searches found nothing;"
                + " the simulator knows about 160 companies, set TAVILY_API_KEY to search the web");
        assertThat(RunOutcome.of(DONE, TIMEOUT, SUMMARY, false).simulated())
                .isEqualTo(RunOutcome.of(DONE, TIMEOUT, SUMMARY, false));
    }

    @Test
    void shouldFailWhenOneSearchFindsNothingAndTheOtherFails() {
        assertThat(RunOutcome.of(TIMEOUT, DONE, SUMMARY, true)).isEqualTo(new RunOutcome(RunStatus.FAILED, "no_sources",
                "the other search found nothing; search_overview: timeout: no answer"));
    }

    @Test
    void shouldBePartialWhenABudgetStopsItAndSomethingIsFound() {
        assertThat(RunOutcome.of(DONE, DONE, StepResult.skipped("budget_exceeded", "spent"), false))
                .isEqualTo(new RunOutcome(RunStatus.PARTIAL, "budget_exceeded", "spent"));
        assertThat(RunOutcome.of(DONE, LIMITED, SUMMARY, false))
                .isEqualTo(new RunOutcome(RunStatus.PARTIAL, "budget_exceeded", "spent"));
    }

    @Test
    void shouldFailWhenABudgetStopsItBeforeAnythingIsFound() {
        assertThat(RunOutcome.of(LIMITED, LIMITED, StepResult.skipped("not_reached", ""), true))
                .isEqualTo(new RunOutcome(RunStatus.FAILED, "budget_exceeded", "spent"));
    }
}
