package dev.tavilypipeline.bench.flow;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.ResearchResult;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStarted;
import dev.tavilypipeline.contract.StepStatus;

/** The facts of a run as an agent writes them, without an agent: {@value #FACTS} of them, which become {@value #ROWS} rows. */
final class SyntheticRun {

    static final int FACTS = 13;
    static final int ROWS = 8;

    private SyntheticRun() {
    }

    /** Four calls in three steps; everything happened at the given instant. */
    static List<RunEvent> facts(int number, Instant at) {
        UUID runId = new UUID(0x0195_0000_0000_7000L + number, 0x8000_0000_0000_0000L | number);
        UUID execution = new UUID(0x0195_0000_0000_7001L, 0x8000_0000_0000_0000L | number);
        ResearchJob job = new ResearchJob(runId, "Company " + number % 500, 5, true, at, null, null);
        List<RunEvent> facts = new ArrayList<>(FACTS);
        facts.add(new RunStarted(runId, execution, at, job, "bench", true));
        int calls = 0;
        for (StepName step : StepName.values()) {
            facts.add(new StepStarted(runId, execution, at, step));
            int ofStep = step == StepName.SUMMARIZE ? 2 : 1;
            for (int attempt = 1; attempt <= ofStep; attempt++) {
                facts.add(call(runId, execution, at, step,
                        new UUID(0x0195_0000_0000_7002L + calls++, 0x8000_0000_0000_0000L | number),
                        attempt));
            }
            facts.add(new StepFinished(runId, execution, at, step, StepStatus.SUCCESS, at, 420.5, null, null));
        }
        facts.add(new RunFinished(runId, execution, at, at, RunStatus.SUCCESS, 1234.5, 3, calls, null, null, result(number)));
        return facts;
    }

    private static ApiCallFinished call(UUID runId, UUID execution, Instant at, StepName step, UUID callId, int attempt) {
        return new ApiCallFinished(runId, execution, at, callId, step, "tavily-simulator", "search",
                "Company " + callId.getLeastSignificantBits() % 500 + " company overview", CallStatus.SUCCESS, 200, 5, at,
                210.25,
                attempt, false, 1, null, 900, 100, 40, new BigDecimal("0.00800000"), "2025-01", callId.toString(), null, null);
    }

    private static ResearchResult result(int number) {
        return new ResearchResult("Company " + number % 500, "Industrials", "It makes things [1] and sells them [2].".repeat(5),
                "Others make them too [3].", IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> new ResearchResult.Source(i, "Page " + i,
                                URI.create("https://example.org/" + number + "/" + i), 0.5))
                        .toList());
    }
}
