package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.UUID;

import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.run.Execution;
import dev.tavilypipeline.agent.run.Research;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunFinished;
import io.smallrye.mutiny.Uni;

/**
 * Brings a job to its end. An execution that fails for a reason inside the service leaves no end behind and is followed by
 * another one; when the last of {@value #EXECUTIONS} fails, the run ends as {@code failed} with that reason.
 */
final class JobRunner {

    static final int EXECUTIONS = 3;

    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    private final Research research;
    private final Duration pause;

    /** @param pause between an execution that failed inside and the next */
    JobRunner(Research research, Duration pause) {
        this.research = research;
        this.pause = pause;
    }

    Uni<RunFinished> run(ResearchJob job) {
        return execute(job, 1);
    }

    private Uni<RunFinished> execute(ResearchJob job, int number) {
        Execution execution = research.takeUp(job);
        return execution.run()
                .onFailure().invoke(fault -> tell(job.runId(), number, fault))
                .onFailure().recoverWithUni(fault -> number < EXECUTIONS
                        ? Uni.createFrom().voidItem().onItem().delayIt().by(pause).chain(() -> execute(job, number + 1))
                        : execution.giveUp(fault));
    }

    private static void tell(UUID runId, int number, Throwable fault) {
        LOG.errorf(fault, "execution failed inside the service run_id=%s execution=%d of=%d", runId, number, EXECUTIONS);
    }
}
