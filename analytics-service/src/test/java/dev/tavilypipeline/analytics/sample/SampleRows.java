package dev.tavilypipeline.analytics.sample;

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
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStatus;

/** Rows of made-up runs from a seed: with nulls, ties, odd spellings, simulated and real ones. */
public record SampleRows(List<AgentRunRow> runs, List<RunStepRow> steps, List<ApiCallRow> calls) {

    static final int REVISION = 5;
    static final int PROJECTION_VERSION = 3;

    private static final String[] ERRORS = { "timeout", "no_sources", "http_5xx", "search_failed", null };
    private static final RunStatus[] ENDS = { RunStatus.SUCCESS, RunStatus.SUCCESS, RunStatus.SUCCESS, RunStatus.PARTIAL,
            RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.ABANDONED };

    /** @param from the first run is asked for then, and the others within an hour a piece */
    public static SampleRows of(long seed, int runs, Instant from) {
        Random random = new Random(seed);
        List<Instant> times = new ArrayList<>();
        Instant time = from;
        for (int i = 0; i < runs; i++) {
            times.add(time);
            // whole seconds make ties
            time = time.plusSeconds(random.nextInt(3) * random.nextLong(1_200));
        }
        return of(random, times);
    }

    /** @param requestedAt of each run; null makes a run without */
    public static SampleRows of(Random random, List<Instant> requestedAt) {
        SampleRows rows = new SampleRows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        requestedAt.forEach(time -> rows.addRun(random, time));
        return rows;
    }

    private void addRun(Random random, Instant requestedAt) {
        UUID runId = new UUID(random.nextLong(), random.nextLong());
        Instant start = requestedAt == null ? SampleTimes.START : requestedAt;
        Instant emittedAt = start.plusMillis(12_345);
        RunStatus status = pick(random, ENDS);
        boolean simulated = random.nextInt(10) > 2;
        List<ApiCallRow> own = new ArrayList<>();
        for (StepName name : StepName.values()) {
            steps.add(step(random, runId, name, requestedAt, emittedAt, simulated));
            own.addAll(new SampleCalls(random, runId, name, requestedAt, emittedAt, simulated).make());
        }
        calls.addAll(own);
        String company = SampleNames.company(random);
        String error = status == RunStatus.SUCCESS ? null : pick(random, ERRORS);
        runs.add(new AgentRunRow(runId, company, SampleNames.industry(random), status, start.plusMillis(5),
                start.plusSeconds(9), latency(random, status), own.size(), error == null ? null : "free text",
                SampleNames.query(random, company), requestedAt, null, 3, sum(own, ApiCallRow::credits),
                tokens(own, ApiCallRow::inputTokens), tokens(own, ApiCallRow::outputTokens), sum(own, ApiCallRow::costUsd),
                "2026-01", error, random.nextInt(6), 1, null, 0, "1.0.0", simulated,
                (int) own.stream().filter(call -> call.costUsd() == null).count(), REVISION, PROJECTION_VERSION, emittedAt));
    }

    private static RunStepRow step(Random random, UUID runId, StepName name, Instant requestedAt, Instant emittedAt,
            boolean simulated) {
        StepStatus status = random.nextInt(3) > 0 ? StepStatus.SUCCESS : pick(random, StepStatus.values());
        Double latency = random.nextInt(8) == 0 ? null : 100.0 * random.nextInt(30);
        String error = status == StepStatus.SUCCESS ? null : pick(random, ERRORS);
        return new RunStepRow(name.stepId(runId), runId, name, status, latency, null, null, error, requestedAt,
                requestedAt == null ? null : (Boolean) simulated, REVISION, PROJECTION_VERSION, emittedAt);
    }

    private static Double latency(Random random, RunStatus status) {
        boolean measured = status != RunStatus.ABANDONED && random.nextInt(20) > 0;
        return measured ? (Double) (250.0 * random.nextInt(400) + random.nextInt(3) / 3.0) : null;
    }

    private static BigDecimal sum(List<ApiCallRow> calls, Function<ApiCallRow, BigDecimal> amount) {
        return calls.stream().map(amount).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long tokens(List<ApiCallRow> calls, Function<ApiCallRow, Integer> count) {
        return calls.stream().map(count).filter(Objects::nonNull).mapToLong(Integer::longValue).sum();
    }

    @SafeVarargs
    static <T> T pick(Random random, T... from) {
        return from[random.nextInt(from.length)];
    }
}
