package dev.tavilypipeline.bench.facts;

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

/**
 * The facts of one successful run, as an agent writes them: a job and {@value #EVENTS} events, which become {@value #ROWS}
 * rows. It has four calls in three steps; all facts carry the given instant.
 *
 * @param number different for each run; a higher one has higher ids
 */
public record SyntheticRun(int number, Instant at) {

    public static final int EVENTS = 12;
    public static final int FACTS = 1 + EVENTS;
    public static final int ROWS = 8;

    public UUID runId() {
        return id(0);
    }

    /** A UUIDv7; the runs are one millisecond apart. */
    private UUID id(int entity) {
        return new UUID((0x0195_0000_0000L + number) << 16 | 0x7000 | entity, 0x8000_0000_0000_0000L | number);
    }

    /** The job and then its events. */
    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(FACTS);
        facts.add(Fact.of(job()));
        facts.addAll(events());
        return facts;
    }

    /** All facts but the job. */
    public List<Fact> events() {
        List<RunEvent> events = new ArrayList<>(EVENTS);
        events.add(new RunStarted(runId(), execution(), at, job(), "bench", true));
        int calls = 0;
        for (StepName step : StepName.values()) {
            events.add(new StepStarted(runId(), execution(), at, step));
            int ofStep = step == StepName.SUMMARIZE ? 2 : 1;
            for (int attempt = 1; attempt <= ofStep; attempt++) {
                events.add(call(step, id(2 + calls++), attempt));
            }
            events.add(new StepFinished(runId(), execution(), at, step, StepStatus.SUCCESS, at, 420.5, null, null));
        }
        events.add(new RunFinished(runId(), execution(), at, at, RunStatus.SUCCESS, 1234.5, 3, calls, null, null, result()));
        return events.stream().map(Fact::of).toList();
    }

    private ResearchJob job() {
        return new ResearchJob(runId(), company(), 5, true, at, null, null);
    }

    private UUID execution() {
        return id(1);
    }

    private String company() {
        return "Company " + number % 500;
    }

    private ApiCallFinished call(StepName step, UUID callId, int attempt) {
        return new ApiCallFinished(runId(), execution(), at, callId, step, "tavily-simulator", "search",
                company() + " company overview", CallStatus.SUCCESS, 200, 5, at, 210.25, attempt, false, BigDecimal.ONE, null,
                900, 100, 40,
                new BigDecimal("0.00800000"), "2025-01", callId.toString(), null, null);
    }

    private ResearchResult result() {
        return new ResearchResult(company(), "Industrials", "It makes things [1] and sells them [2].".repeat(5),
                "Others make them too [3].", IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> new ResearchResult.Source(i, "Page " + i,
                                URI.create("https://example.org/" + number + "/" + i), 0.5))
                        .toList());
    }
}
