package dev.tavilypipeline.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.call.Attempts;
import dev.tavilypipeline.agent.call.TestTimeSource;
import dev.tavilypipeline.agent.call.Unlimited;
import dev.tavilypipeline.agent.run.Fakes;
import dev.tavilypipeline.agent.run.RunEventPublisher;
import dev.tavilypipeline.agent.run.RunTrace;
import dev.tavilypipeline.agent.run.Search;
import dev.tavilypipeline.agent.run.SearchAnswer;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import io.smallrye.mutiny.Uni;

class JobRunnerTest {

    private final ResearchJob job = new ResearchJob(UUID.randomUUID(), "acme", 2, true, TestTimeSource.BEGIN, null, null);
    private final List<RunEvent> facts = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger searches = new AtomicInteger();

    @Test
    void shouldExecuteAJobAgainAfterAFaultInside() {
        RunFinished end = run(faultyFor(2));

        assertThat(end.status()).isEqualTo(RunStatus.FAILED);
        assertThat(end.errorType()).isEqualTo(ErrorType.NO_SOURCES);
        assertThat(starts()).hasSize(2).doesNotHaveDuplicates().contains(end.executionId());
    }

    @Test
    void shouldEndTheRunWithTheReasonWhenTheLastExecutionFailsToo() {
        RunFinished end = run(faultyFor(Integer.MAX_VALUE));

        assertThat(end.status()).isEqualTo(RunStatus.FAILED);
        assertThat(end.errorType()).isEqualTo(ErrorType.INTERNAL);
        assertThat(end.errorMessage()).contains("internal reason");
        assertThat(starts()).hasSize(JobRunner.EXECUTIONS).last().isEqualTo(end.executionId());
        assertThat(facts).filteredOn(RunFinished.class::isInstance).hasSize(1);
    }

    private RunFinished run(Search search) {
        RunEventPublisher log = (fact, traceparent) -> {
            facts.add(fact);
            return Uni.createFrom().voidItem();
        };
        return new JobRunner(Fakes.context(search, null, log, Fakes.noCache()), Duration.ofMillis(1))
                .run(job, Unlimited.control(), RunTrace.OFF).await().indefinitely().orElseThrow();
    }

    /** Fails inside, not as a provider does, for so many searches; the first execution makes but one of its two. */
    private Search faultyFor(int count) {
        return request -> Attempts.call(() -> {
            if (searches.incrementAndGet() < count) {
                throw new IllegalStateException("a fault");
            }
            return Attempts.answered(new SearchAnswer(List.of()));
        });
    }

    private List<UUID> starts() {
        return facts.stream().filter(RunStarted.class::isInstance).map(RunEvent::executionId).toList();
    }
}
