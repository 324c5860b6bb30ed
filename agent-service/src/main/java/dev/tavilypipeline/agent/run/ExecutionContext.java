package dev.tavilypipeline.agent.run;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import dev.tavilypipeline.agent.call.Caller;
import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.kit.tracing.Tracing;

/**
 * What all executions share.
 *
 * @param ids UUIDv7: of two executions the earlier one has the smaller id
 */
public record ExecutionContext(Providers providers, Caller caller, SearchCache cache, RunEventPublisher publisher,
        TimeSource time,
        Supplier<UUID> ids, String agentVersion, Tracing tracing) {

    public Execution execution(ResearchJob job, RunControl control, RunTrace trace) {
        UUID executionId = ids.get();
        return new Execution(job, this, control,
                new RunEventRecorder(publisher, job, executionId, time, trace.execution(job.runId(), executionId)));
    }

    /** @param simulated whether the simulator replaces all of them */
    public record Providers(Search search, Optional<SummaryModel> model, boolean simulated) {
    }
}
