package dev.tavilypipeline.collector.projection;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.RunAbandoned;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStarted;

/** One attempt of a worker to run the job. Each field is null or empty until its fact has been read. */
final class Execution {

    final UUID id;
    RunStarted started;
    RunFinished finished;
    final Map<StepName, StepStarted> stepsStarted = new EnumMap<>(StepName.class);
    final Map<StepName, StepFinished> stepsFinished = new EnumMap<>(StepName.class);
    final List<ApiCallFinished> calls = new ArrayList<>();

    Execution(UUID id) {
        this.id = id;
    }

    /** Adds a fact of this execution; each fact must be added once. */
    void add(RunEvent event) {
        if (event instanceof RunStarted e) {
            started = e;
        } else if (event instanceof StepStarted e) {
            stepsStarted.put(e.stepName(), e);
        } else if (event instanceof StepFinished e) {
            stepsFinished.put(e.stepName(), e);
        } else if (event instanceof ApiCallFinished e) {
            calls.add(e);
        } else if (event instanceof RunFinished e) {
            finished = e;
        } else if (event instanceof RunAbandoned) {
            // it proves that the execution exists; what is abandoned is the run
        }
    }

    /** Facts not read yet, according to the counts in {@code run_finished}; 0 before it was read. */
    int missingFacts() {
        if (finished == null) {
            return 0;
        }
        return (started == null ? 1 : 0)
                + Math.max(0, finished.steps() - stepsFinished.size())
                + Math.max(0, finished.calls() - calls.size());
    }
}
