package dev.tavilypipeline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepStatus;

class VerdictTest {

    private static final StepEnd<SearchAnswer> DONE = new StepEnd<>(StepStatus.SUCCESS, new SearchAnswer(List.of()), null,
            null);
    private static final StepEnd<SearchAnswer> TIMEOUT = new StepEnd<>(StepStatus.FAILED, null, "timeout", "no answer");
    private static final StepEnd<SearchAnswer> USED_UP = new StepEnd<>(StepStatus.FAILED, null, "http_432", "plan used up");

    @Test
    void shouldSucceedWhenBothSearchesDoAndSomethingIsFound() {
        assertThat(Verdict.of(DONE, DONE, false)).isEqualTo(new Verdict(RunStatus.SUCCESS, null, null));
    }

    @Test
    void shouldBePartialWhenOneSearchFailsAndSomethingIsFound() {
        assertThat(Verdict.of(DONE, TIMEOUT, false)).isEqualTo(
                new Verdict(RunStatus.PARTIAL, "search_failed", "search_competitors: timeout: no answer"));
    }

    @Test
    void shouldFailWhenBothSearchesFailAndTellBothReasons() {
        assertThat(Verdict.of(USED_UP, TIMEOUT, true)).isEqualTo(new Verdict(RunStatus.FAILED, "search_failed",
                "search_overview: http_432: plan used up; search_competitors: timeout: no answer"));
    }

    @Test
    void shouldFailWhenNothingIsFound() {
        assertThat(Verdict.of(DONE, DONE, true)).isEqualTo(
                new Verdict(RunStatus.FAILED, "no_sources", "both searches found nothing"));
    }

    @Test
    void shouldSayWhyTheSimulatorFindsNothing() {
        assertThat(Verdict.of(DONE, DONE, true).simulated().errorMessage()).isEqualTo("both searches found nothing;"
                + " the simulator knows about 160 companies, set TAVILY_API_KEY to search the web");
        assertThat(Verdict.of(DONE, TIMEOUT, false).simulated()).isEqualTo(Verdict.of(DONE, TIMEOUT, false));
    }

    @Test
    void shouldFailWhenOneSearchFindsNothingAndTheOtherFails() {
        assertThat(Verdict.of(TIMEOUT, DONE, true)).isEqualTo(new Verdict(RunStatus.FAILED, "no_sources",
                "the other search found nothing; search_overview: timeout: no answer"));
    }
}
