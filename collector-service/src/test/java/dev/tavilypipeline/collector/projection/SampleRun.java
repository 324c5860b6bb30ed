package dev.tavilypipeline.collector.projection;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.ResearchResult;
import dev.tavilypipeline.contract.RunAbandoned;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStarted;
import dev.tavilypipeline.contract.StepStatus;
import dev.tavilypipeline.kit.json.ContractJson;

/** Writes the facts of one run as an agent would. */
public final class SampleRun {

    public static final Instant REQUESTED_AT = Instant.parse("2026-03-01T10:00:00.123456Z");

    public final UUID runId;
    public final ResearchJob job;

    public SampleRun(UUID runId, boolean deliver) {
        this(runId, deliver, REQUESTED_AT);
    }

    public SampleRun(UUID runId, boolean deliver, Instant requestedAt) {
        this.runId = runId;
        this.job = new ResearchJob(runId, "Acme", 5, deliver, requestedAt, null, null);
    }

    public static SampleRun numbered(int number) {
        return new SampleRun(id(number), true);
    }

    public static UUID id(int number) {
        return UUID.fromString("01950000-0000-7000-8000-%012x".formatted(number));
    }

    /** The number of facts that {@link #execution} writes. */
    public static final int FACTS = 11;

    /** A whole execution of three steps with one call each: {@value #FACTS} facts. */
    public List<RunEvent> execution(int number, RunStatus status) {
        List<RunEvent> events = new ArrayList<>();
        events.add(started(number));
        for (StepName step : StepName.values()) {
            events.add(stepStarted(number, step));
            events.add(call(number, step));
            events.add(stepFinished(number, step));
        }
        events.add(finished(number, status, 3, 3));
        return events;
    }

    public RunStarted started(int execution) {
        return new RunStarted(runId, id(execution), at(execution, 0), job, "1.0.0", true);
    }

    public StepStarted stepStarted(int execution, StepName step) {
        return new StepStarted(runId, id(execution), at(execution, 1), step);
    }

    public StepFinished stepFinished(int execution, StepName step) {
        return new StepFinished(runId, id(execution), at(execution, 4), step, StepStatus.SUCCESS, at(execution, 1),
                3000 + execution,
                null, null);
    }

    public StepFinished stepFailed(int execution, StepName step) {
        return new StepFinished(runId, id(execution), at(execution, 4), step, StepStatus.FAILED, at(execution, 1), 3000,
                "timeout",
                "no answer");
    }

    public ApiCallFinished call(int execution, StepName step) {
        return call(execution, step, 100);
    }

    ApiCallFinished call(int execution, StepName step, int inputTokens) {
        UUID callId = id(execution * 100 + List.of(StepName.values()).indexOf(step));
        return new ApiCallFinished(runId, id(execution), at(execution, 3), callId, step, "tavily-simulator", "search", "Acme",
                CallStatus.SUCCESS, 200, 5, at(execution, 2), 1000.5, 1, false, BigDecimal.ONE, null, inputTokens, 10, 20,
                new BigDecimal("0.008"),
                "2026-01", "req-" + callId, null, null);
    }

    public RunFinished finished(int execution, RunStatus status, int steps, int calls) {
        return new RunFinished(runId, id(execution), at(execution, 9), at(execution, 0), status, 9000, steps, calls, null, null,
                new ResearchResult("Acme Corporation " + execution, "Industrials", "An overview [1].", null,
                        List.of(new ResearchResult.Source(1, "Acme", URI.create("https://acme.example"), 0.9))));
    }

    public RunAbandoned abandoned(int execution) {
        return new RunAbandoned(runId, id(execution), at(execution, 900));
    }

    public CancelRequested cancellation() {
        return new CancelRequested(runId, REQUESTED_AT.plusSeconds(5), null);
    }

    public Fact jobFact() {
        return Fact.job("job-1", json(job));
    }

    public Fact cancellationFact() {
        return Fact.cancellation("cancel-1", json(cancellation()));
    }

    public static Fact fact(RunEvent event) {
        return Fact.event(event::factKey, json(event));
    }

    public static List<Fact> facts(List<RunEvent> events) {
        return events.stream().map(SampleRun::fact).toList();
    }

    private static byte[] json(Object contractRecord) {
        return ContractJson.write(contractRecord);
    }

    private static Instant at(int execution, int seconds) {
        return REQUESTED_AT.plusSeconds(60L * execution + seconds);
    }
}
