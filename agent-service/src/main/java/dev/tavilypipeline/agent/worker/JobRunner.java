package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.RunControl.StopReason;
import dev.tavilypipeline.agent.run.Execution;
import dev.tavilypipeline.agent.run.ExecutionContext;
import dev.tavilypipeline.agent.run.RunTrace;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.kit.kafka.TraceHeaders;
import io.smallrye.mutiny.Uni;

/**
 * Executes a job until its run ends. An execution that fails for a reason inside the service is followed by another one. When
 * {@value #EXECUTIONS} have failed, the run ends as {@code failed}.
 */
final class JobRunner {

    static final int EXECUTIONS = 3;

    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    private final ExecutionContext context;
    private final Duration delay;

    /** @param delay between an execution that failed inside and the next one */
    JobRunner(ExecutionContext context, Duration delay) {
        this.context = context;
        this.delay = delay;
    }

    /** @param earlierExecution traceparent of the execution of another process; null if there is none */
    RunTrace trace(ConsumerRecord<?, ?> record, UUID runId, String earlierExecution) {
        return RunTrace.start(context.tracing(), runId, TraceHeaders.of(record.headers()), record.partition(), record.offset(),
                earlierExecution);
    }

    /** @return the end of the run; empty if the job was handed over */
    Uni<Optional<RunFinished>> run(ResearchJob job, RunControl control, RunTrace trace) {
        return execute(job, control, trace, 1);
    }

    /** Ends a run whose executions all ended with the process that executed them. */
    Uni<Optional<RunFinished>> fail(ResearchJob job, RunControl control, RunTrace trace, String reason) {
        LOG.errorf("run failed, its processes were killed or crashed run_id=%s reason=\"%s\"", job.runId(),
                reason);
        return context.execution(job, control, trace).fail("the agent failed for an internal reason: " + reason)
                .map(Optional::of);
    }

    private Uni<Optional<RunFinished>> execute(ResearchJob job, RunControl control, RunTrace trace, int number) {
        Execution execution = context.execution(job, control, trace);
        return Uni.createFrom().deferred(execution::run).onFailure().recoverWithUni(fault -> {
            LOG.errorf(fault, "execution failed inside the service run_id=%s execution=%d of=%d", job.runId(), number,
                    EXECUTIONS);
            if (number == EXECUTIONS) {
                return execution.fail("the agent failed for an internal reason, see its log").map(Optional::of);
            }
            return control.pause(delay).chain(() -> control.stopReason().filter(StopReason.HANDED_OVER::equals).isPresent()
                    ? Uni.createFrom().item(Optional.empty())
                    : execute(job, control, trace, number + 1));
        });
    }
}
