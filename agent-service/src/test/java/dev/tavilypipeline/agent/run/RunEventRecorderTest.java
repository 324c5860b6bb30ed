package dev.tavilypipeline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.call.TestTimeSource;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;
import io.smallrye.mutiny.Uni;

class RunEventRecorderTest {

    private final List<RunEvent> published = new ArrayList<>();
    private final CompletableFuture<Void> kafkaIsBack = new CompletableFuture<>();
    private final ResearchJob job = new ResearchJob(UUID.randomUUID(), "acme", 2, true, TestTimeSource.BEGIN, null, null);
    private final RunEventRecorder recorder = new RunEventRecorder(this::publishWhenKafkaIsBack, job, UUID.randomUUID(),
            new TestTimeSource().source(), ExecutionTrace.OFF);

    @Test
    void shouldWriteTheEndOnlyWhenAllElseIsDurable() {
        recorder.stepStarted(StepName.SUMMARIZE, TestTimeSource.BEGIN);

        CompletableFuture<RunFinished> end = recorder.finished(new RunOutcome(RunStatus.SUCCESS, null, null), null);

        assertThat(published).hasSize(1);
        assertThat(end).isNotDone();
        kafkaIsBack.complete(null);
        assertThat(published).hasSize(2).last().isInstanceOf(RunFinished.class);
        assertThat(end).isCompletedWithValueMatching(fact -> fact.status() == RunStatus.SUCCESS);
    }

    private Uni<Void> publishWhenKafkaIsBack(RunEvent fact, String traceparent) {
        published.add(fact);
        return Uni.createFrom().completionStage(kafkaIsBack);
    }
}
