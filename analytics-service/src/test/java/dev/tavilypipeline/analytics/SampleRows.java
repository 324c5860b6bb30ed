package dev.tavilypipeline.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStatus;

/** Rows of made-up runs from a seed: with nulls, ties, odd spellings, simulated and real ones. */
public record SampleRows(List<AgentRunRow> runs, List<RunStepRow> steps, List<ApiCallRow> calls) {

    private static final String[] COMPANIES = { "OpenAI", "openai", " Tesla", "Tesla", "Siemens AG", "Ørsted", null, "" };
    private static final String[] QUERIES = { "OpenAI", "open  ai", "Open AI ", "Tesla", "tesla", "Siemens AG", "SAP" };
    private static final String[] INDUSTRIES = { "Software", "Cars", "Energy", null };
    private static final String[] ERRORS = { "timeout", "no_sources", "http_5xx" };
    private static final RunStatus[] ENDS = { RunStatus.SUCCESS, RunStatus.SUCCESS, RunStatus.SUCCESS, RunStatus.PARTIAL,
            RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.ABANDONED };

    /** @param from the first run is asked for then, and the others within an hour a piece */
    public static SampleRows of(long seed, int runs, Instant from) {
        SampleRows rows = new SampleRows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Random random = new Random(seed);
        Instant at = from;
        for (int i = 0; i < runs; i++) {
            rows.addRun(random, at);
            // whole seconds make ties
            at = at.plusSeconds(random.nextInt(3) * random.nextLong(1_200));
        }
        return rows;
    }

    private void addRun(Random random, Instant requestedAt) {
        UUID runId = new UUID(random.nextLong(), random.nextLong());
        RunStatus status = pick(random, ENDS);
        Double latency = status == RunStatus.ABANDONED ? null : 250.0 * random.nextInt(40) + random.nextInt(3) / 3.0;
        Instant emittedAt = requestedAt.plusMillis(12_345);
        String error = status == RunStatus.SUCCESS ? null : pick(random, ERRORS);
        boolean simulated = random.nextInt(10) > 0;
        int callsBefore = calls.size();
        for (StepName name : StepName.values()) {
            addStep(random, runId, name, requestedAt, emittedAt, simulated);
        }
        List<ApiCallRow> own = calls.subList(callsBefore, calls.size());
        runs.add(new AgentRunRow(runId, pick(random, COMPANIES), pick(random, INDUSTRIES), status, requestedAt.plusMillis(5),
                requestedAt.plusSeconds(9), latency, own.size(), error == null ? null : "free text", pick(random, QUERIES),
                requestedAt, null, 3, sum(own, ApiCallRow::credits),
                own.stream().mapToLong(call -> call.inputTokens() == null ? 0 : call.inputTokens()).sum(),
                own.stream().mapToLong(call -> call.outputTokens() == null ? 0 : call.outputTokens()).sum(),
                sum(own, ApiCallRow::costUsd),
                "2026-01", error, random.nextInt(6), 1, null, 0, "1.0.0", simulated,
                (int) own.stream().filter(call -> call.costUsd() == null).count(), 5 + own.size(), 1, emittedAt));
    }

    private static BigDecimal sum(List<ApiCallRow> calls, Function<ApiCallRow, BigDecimal> amount) {
        return calls.stream().map(amount).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void addStep(Random random, UUID runId, StepName name, Instant requestedAt, Instant emittedAt,
            boolean simulated) {
        StepStatus status = pick(random, StepStatus.values());
        Double latency = random.nextInt(8) == 0 ? null : 100.0 * random.nextInt(30);
        steps.add(
                new RunStepRow(name.stepId(runId), runId, name, status, latency, null, null, null, requestedAt, simulated, 5, 1,
                        emittedAt));
        for (int attempt = 1; attempt <= random.nextInt(4); attempt++) {
            boolean chat = name == StepName.SUMMARIZE;
            calls.add(new ApiCallRow(new UUID(random.nextLong(), random.nextLong()), runId, "query", chat ? null : 5,
                    random.nextDouble() * 500, emittedAt, name.stepId(runId), new UUID(1, 1),
                    (chat ? "openai" : "tavily") + (simulated ? "-simulator" : ""), chat ? "chat" : "search",
                    pick(random, CallStatus.values()), 200, attempt, random.nextInt(9) == 0,
                    chat ? null : BigDecimal.valueOf(random.nextInt(30), 1),
                    chat ? "gpt" : null, chat ? random.nextInt(900) : null, null, chat ? random.nextInt(90) : null,
                    random.nextInt(7) == 0 ? null : BigDecimal.valueOf(random.nextInt(2_000_000), 8), "2026-01", null, null,
                    null, requestedAt, simulated, 5, 1, emittedAt));
        }
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... from) {
        return from[random.nextInt(from.length)];
    }
}
