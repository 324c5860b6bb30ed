package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.Optional;

import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.RunControl.StopReason;
import dev.tavilypipeline.agent.run.Execution;
import dev.tavilypipeline.agent.run.Research;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunFinished;
import io.smallrye.mutiny.Uni;

/**
 * Executes a job until its run ends. An execution that fails for a reason inside the service is followed by another one. When
 * {@value #EXECUTIONS} have failed, the run ends as {@code failed}.
 */
final class JobRunner {

    static final int EXECUTIONS = 3;

    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    private final Research research;
    private final Duration delay;

    /** @param delay between an execution that failed inside and the next one */
    JobRunner(Research research, Duration delay) {
        this.research = research;
        this.delay = delay;
    }

    /** @return the end of the run; empty if the job was handed over */
    Uni<Optional<RunFinished>> run(ResearchJob job, RunControl control) {
        return execute(job, control, 1);
    }

    /** Ends a run whose executions all ended with the process that executed them. */
    Uni<Optional<RunFinished>> fail(ResearchJob job, RunControl control, RuntimeException reason) {
        return research.execution(job, control).fail(reason).map(Optional::of);
    }

    private Uni<Optional<RunFinished>> execute(ResearchJob job, RunControl control, int number) {
        Execution execution = research.execution(job, control);
        return Uni.createFrom().deferred(execution::run).onFailure().recoverWithUni(fault -> {
            LOG.errorf(fault, "execution failed inside the service run_id=%s execution=%d of=%d", job.runId(), number,
                    EXECUTIONS);
            if (number == EXECUTIONS) {
                return execution.fail(fault).map(Optional::of);
            }
            return control.pause(delay).chain(() -> control.stopReason().filter(StopReason.HANDED_OVER::equals).isPresent()
                    ? Uni.createFrom().item(Optional.empty())
                    : execute(job, control, number + 1));
        });
    }
}
