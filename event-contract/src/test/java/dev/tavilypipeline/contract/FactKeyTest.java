package dev.tavilypipeline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class FactKeyTest {

    private static final UUID RUN = UUID.fromString("01a05a00-0000-7000-8000-000000000001");
    private static final UUID EXECUTION = UUID.fromString("01a05a00-0000-7000-8000-000000000002");
    private static final UUID CALL = UUID.fromString("01a05a00-0000-7000-8000-000000000003");
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

    @Test
    void shouldNameARunsEventsByExecutionAndType() {
        ResearchJob job = new ResearchJob(RUN, "OpenAI", 5, true, NOW, null, null);

        assertThat(new RunStarted(RUN, EXECUTION, NOW, job, "1.0.0", true).factKey()).isEqualTo(EXECUTION + ":run_started");
        assertThat(new RunFinished(RUN, EXECUTION, NOW, NOW, RunStatus.FAILED, 1, 0, 0, null, null, null).factKey())
                .isEqualTo(EXECUTION + ":run_finished");
    }

    @Test
    void shouldTellTwoSilencesOfOneExecutionApartByTheirTime() {
        assertThat(new RunAbandoned(RUN, EXECUTION, NOW).factKey())
                .isEqualTo(EXECUTION + ":run_abandoned:2026-03-02T09:30:00Z");
    }

    @Test
    void shouldTellAStepsEventsApartByItsName() {
        assertThat(new StepStarted(RUN, EXECUTION, NOW, StepName.SEARCH_OVERVIEW).factKey())
                .isEqualTo(EXECUTION + ":step_started:search_overview");
        assertThat(new StepFinished(RUN, EXECUTION, NOW, StepName.SUMMARIZE, StepStatus.SKIPPED, null, 0, null, null).factKey())
                .isEqualTo(EXECUTION + ":step_finished:summarize");
    }

    @Test
    void shouldTellCallsApartByTheirId() {
        assertThat(call().factKey()).isEqualTo(EXECUTION + ":api_call_finished:" + CALL);
    }

    @Test
    void shouldNameAStepsRowByItsRun() {
        assertThat(StepName.SEARCH_COMPETITORS.stepId(RUN)).isEqualTo(RUN + ":search_competitors");
    }

    private static ApiCallFinished call() {
        return new ApiCallFinished(RUN, EXECUTION, NOW, CALL, StepName.SEARCH_OVERVIEW, "tavily", "search",
                "OpenAI company overview", CallStatus.SUCCESS, 200, 5, NOW, 1, 1, false, BigDecimal.ONE, null, null, null, null,
                null, null,
                null, null, null);
    }
}
