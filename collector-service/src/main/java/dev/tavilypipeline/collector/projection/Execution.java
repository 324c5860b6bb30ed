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

/** What is known of one taking-up of the job. Each field is null or empty until its fact has been read. */
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

    /** Takes in a fact of this execution, each once. */
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
            // says that the execution was there; the run as a whole is what was abandoned
        }
    }

    /** How many facts are still to come, as far as the execution itself has said how many there are. */
    int missingFacts() {
        if (finished == null) {
            return 0;
        }
        return (started == null ? 1 : 0)
                + Math.max(0, finished.steps() - stepsFinished.size())
                + Math.max(0, finished.calls() - calls.size());
    }
}
