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
    private static final StepResult<SearchAnswer> USED_UP = new StepResult<>(StepStatus.FAILED, null, "http_432", "plan used up");

    @Test
    void shouldSucceedWhenBothSearchesDoAndSomethingIsFound() {
        assertThat(RunOutcome.of(DONE, DONE, false)).isEqualTo(new RunOutcome(RunStatus.SUCCESS, null, null));
    }

    @Test
    void shouldBePartialWhenOneSearchFailsAndSomethingIsFound() {
        assertThat(RunOutcome.of(DONE, TIMEOUT, false)).isEqualTo(
                new RunOutcome(RunStatus.PARTIAL, "search_failed", "search_competitors: timeout: no answer"));
    }

    @Test
    void shouldFailWhenBothSearchesFailAndTellBothReasons() {
        assertThat(RunOutcome.of(USED_UP, TIMEOUT, true)).isEqualTo(new RunOutcome(RunStatus.FAILED, "search_failed",
                "search_overview: http_432: plan used up; search_competitors: timeout: no answer"));
    }

    @Test
    void shouldFailWhenNothingIsFound() {
        assertThat(RunOutcome.of(DONE, DONE, true)).isEqualTo(
                new RunOutcome(RunStatus.FAILED, "no_sources", "both searches found nothing"));
    }

    @Test
    void shouldSayWhyTheSimulatorFindsNothing() {
        assertThat(RunOutcome.of(DONE, DONE, true).simulated().errorMessage()).isEqualTo("both searches found nothing;"
                + " the simulator knows about 160 companies, set TAVILY_API_KEY to search the web");
        assertThat(RunOutcome.of(DONE, TIMEOUT, false).simulated()).isEqualTo(RunOutcome.of(DONE, TIMEOUT, false));
    }

    @Test
    void shouldFailWhenOneSearchFindsNothingAndTheOtherFails() {
        assertThat(RunOutcome.of(TIMEOUT, DONE, true)).isEqualTo(new RunOutcome(RunStatus.FAILED, "no_sources",
                "the other search found nothing; search_overview: timeout: no answer"));
    }
}
