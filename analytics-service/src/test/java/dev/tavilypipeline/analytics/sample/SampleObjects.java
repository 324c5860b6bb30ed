package dev.tavilypipeline.analytics.sample;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.contract.StepStatus;

/**
 * Objects as a bad day delivers them: in random order, each row in two of them, and among the rows some of earlier revisions,
 * projections and emissions that say something else.
 */
public final class SampleObjects {

    private static final int ROWS = 16_000;
    private static final Duration EARLIER = Duration.ofHours(7);

    private SampleObjects() {
    }

    /**
     * @param seed other orders and other objects for each
     * @return rows by the name of their object, such as {@code runs/2026/11/22/18/sample-1-0-9.json.gz}
     */
    public static Map<String, List<?>> of(SampleRows rows, long seed, String hour) {
        Random random = new Random(seed);
        Map<String, List<?>> objects = new LinkedHashMap<>();
        put(objects, "runs/" + hour, seed, random, withEarlier(rows.runs(), random, SampleObjects::earlier));
        put(objects, "steps/" + hour, seed, random, withEarlier(rows.steps(), random, SampleObjects::earlier));
        put(objects, "calls/" + hour, seed, random, withEarlier(rows.calls(), random, SampleObjects::earlier));
        List<String> names = new ArrayList<>(objects.keySet());
        Collections.shuffle(names, random);
        Map<String, List<?>> shuffled = new LinkedHashMap<>();
        names.forEach(name -> shuffled.put(name, objects.get(name)));
        return shuffled;
    }

    private static <R> List<R> withEarlier(List<R> rows, Random random, UnaryOperator<R> earlier) {
        List<R> all = new ArrayList<>(rows);
        rows.stream().filter(row -> random.nextInt(3) == 0).map(earlier).forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    private static void put(Map<String, List<?>> objects, String folder, long seed, Random random, List<?> rows) {
        for (int from = 0; from < rows.size(); from += ROWS / 2) {
            int to = Math.min(rows.size(), from + ROWS);
            objects.put(folder + "/sample-" + seed + "-" + from + "-" + to + ".json.gz", rows.subList(from, to));
        }
        // and a few once more
        objects.put(folder + "/sample-" + seed + "-again.json.gz", rows.subList(0, random.nextInt(rows.size() / 10)));
    }

    /** An earlier revision, in another hour, under another name. */
    private static AgentRunRow earlier(AgentRunRow run) {
        return new AgentRunRow(run.runId(), "someone else", "other", RunStatus.FAILED, null, null, 1.0, 99, null, "other",
                moved(run.requestedAt()), null, 0, new BigDecimal("99"), 99, 99, new BigDecimal("7"), null, "early", 0, 1, null,
                3, null, !run.simulated(), 99, run.revision() - 1, run.projectionVersion(), run.emittedAt().plusSeconds(60));
    }

    /** An earlier projection, which did not have the columns yet. */
    private static RunStepRow earlier(RunStepRow step) {
        return new RunStepRow(step.stepId(), step.runId(), step.stepName(), StepStatus.FAILED, 1.0, null, null, "early", null,
                null, step.revision(), step.projectionVersion() - 1, step.emittedAt().plusSeconds(60));
    }

    /** An earlier emission. */
    private static ApiCallRow earlier(ApiCallRow call) {
        return new ApiCallRow(call.callId(), call.runId(), "other", 99, 1, call.calledAt(), call.stepId(), call.executionId(),
                "other", "other", CallStatus.FAILED, 500, 9, true, BigDecimal.TEN, "other", 99, 99, 99, BigDecimal.TEN, null,
                null,
                "early", null, moved(call.requestedAt()), call.simulated(), call.revision(), call.projectionVersion(),
                call.emittedAt().minusSeconds(60));
    }

    private static Instant moved(Instant time) {
        return time == null ? null : time.minus(EARLIER);
    }
}
