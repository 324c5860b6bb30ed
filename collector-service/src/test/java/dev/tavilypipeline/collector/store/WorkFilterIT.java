package dev.tavilypipeline.collector.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStarted;
import dev.tavilypipeline.kit.json.ContractJson;

/** Runs are selected by steps and providers as the KPIs select them, so that a list has the runs behind a figure. */
class WorkFilterIT {

    private static final SampleRun WHOLE = SampleRun.numbered(3);
    private static final SampleRun SEARCHED = SampleRun.numbered(2);
    private static final SampleRun BROKEN = SampleRun.numbered(1);
    private static final Map<String, String> NAMES = Map.of(WHOLE.runId.toString(), "whole", SEARCHED.runId.toString(),
            "searched", BROKEN.runId.toString(), "broken");

    private static TestStore stores;

    @BeforeAll
    static void start() {
        stores = new TestStore(Clock.systemUTC());
        write(WHOLE, WHOLE.execution(1, RunStatus.SUCCESS));
        write(SEARCHED, searched());
        write(BROKEN, broken());
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    /** The execution that counts did not reach the summary; a later one, which was broken off, paid a call for it. */
    private static List<RunEvent> searched() {
        List<RunEvent> events = new ArrayList<>(SEARCHED.execution(1, RunStatus.PARTIAL));
        events.removeIf(WorkFilterIT::isOfTheSummary);
        events.add(SEARCHED.call(2, StepName.SUMMARIZE));
        return events;
    }

    /** The summary failed, and only it made a call. */
    private static List<RunEvent> broken() {
        List<RunEvent> events = new ArrayList<>(BROKEN.execution(1, RunStatus.PARTIAL));
        events.removeIf(event -> event instanceof ApiCallFinished ? !isOfTheSummary(event)
                : event instanceof StepFinished && isOfTheSummary(event));
        events.add(BROKEN.stepFailed(1, StepName.SUMMARIZE));
        return events;
    }

    private static boolean isOfTheSummary(RunEvent event) {
        StepName step = event instanceof StepStarted started ? started.stepName()
                : event instanceof StepFinished finished ? finished.stepName()
                        : event instanceof ApiCallFinished call ? call.stepName() : null;
        return step == StepName.SUMMARIZE;
    }

    private static void write(SampleRun run, List<RunEvent> events) {
        List<Fact> facts = SampleRun.facts(events);
        RunState state = new RunState(run.runId, RunFacts.of(facts), null, SampleRun.REQUESTED_AT, null, false, null, false,
                null);
        stores.runs.write(List.of(RunUpdate.of(state, facts, "v", state.run(), null, null)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "SEARCH_OVERVIEW, -, -, whole searched broken",
            "SUMMARIZE, -, -, whole broken",
            "-, SUMMARIZE, -, broken",
            "-, SEARCH_OVERVIEW, -, ''",
            "-, -, tavily-simulator, whole searched broken",
            "-, -, tavily, ''",
            "SUMMARIZE, -, tavily-simulator, whole broken",
            "SEARCH_OVERVIEW, -, tavily-simulator, whole searched",
            "SEARCH_OVERVIEW, SUMMARIZE, -, broken" })
    void shouldListRunsByTheirStepsAndProviders(StepName step, StepName failedStep, String provider, String expected) {
        RunFilter filter = new RunFilter(null, null, null, null, null, new WorkFilter(step, failedStep, provider), null, null);
        Page<String> first = stores.list.page(filter, null, 2);
        Page<String> second = first.next() == null ? new Page<>(List.of(), null) : stores.list.page(filter, first.next(), 2);

        List<String> found = Stream.of(first, second).flatMap(page -> page.runs().stream())
                .map(run -> NAMES.get(ContractJson.readTree(run.getBytes(UTF_8)).get("run_id").textValue())).toList();

        assertThat(String.join(" ", found)).isEqualTo(expected);
    }
}
