package dev.tavilypipeline.bridge;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStatus;

/** Envelopes as the collector emits them. */
public final class Envelopes {

    private static final Instant STARTED_AT = Instant.parse("2026-03-01T09:59:58.123456Z");

    private Envelopes() {
    }

    public static RunEnvelope withCalls(int calls) {
        return of("OpenAI", calls, Instant.parse("2026-03-01T10:00:00Z"));
    }

    public static RunEnvelope of(String query, int calls, Instant emittedAt) {
        UUID runId = UUID.randomUUID();
        return new RunEnvelope(runId, 12, emittedAt, run(runId, query, calls, emittedAt),
                Stream.of(StepName.values()).map(name -> step(runId, name, emittedAt)).toList(),
                IntStream.range(0, calls).mapToObj(i -> call(runId, query, emittedAt)).toList());
    }

    private static AgentRunRow run(UUID runId, String query, int calls, Instant emittedAt) {
        return new AgentRunRow(runId, query, "Software", RunStatus.SUCCESS, STARTED_AT, STARTED_AT.plusSeconds(1), 1000.5,
                calls,
                null, query, STARTED_AT, null, 3, new BigDecimal("2"), 1200, 80, new BigDecimal("0.0160"), "2026-01", null, 5,
                1, null, 0,
                "1.0.0",
                true, 0, 12, 3, emittedAt);
    }

    private static RunStepRow step(UUID runId, StepName name, Instant emittedAt) {
        return new RunStepRow(name.stepId(runId), runId, name, StepStatus.SUCCESS, 321.25, null, STARTED_AT, null, STARTED_AT,
                true, 12, 3,
                emittedAt);
    }

    private static ApiCallRow call(UUID runId, String query, Instant emittedAt) {
        return new ApiCallRow(UUID.randomUUID(), runId, query + " company overview", 5, 150.75, STARTED_AT,
                StepName.SEARCH_OVERVIEW.stepId(runId), UUID.randomUUID(), "tavily-simulator", "search", CallStatus.SUCCESS,
                200,
                1, false, BigDecimal.ONE, null, null, null, null, new BigDecimal("0.0080"), "2026-01", "req-1", null, null,
                STARTED_AT,
                true, 12, 3,
                emittedAt);
    }
}
