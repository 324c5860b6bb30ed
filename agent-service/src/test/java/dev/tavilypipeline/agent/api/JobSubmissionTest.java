package dev.tavilypipeline.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import com.fasterxml.uuid.Generators;

import dev.tavilypipeline.agent.api.SubmissionResult.Queued;
import dev.tavilypipeline.agent.api.SubmissionResult.Rejected;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.publish.JobTrace;
import dev.tavilypipeline.agent.publish.NotAcknowledgedException;
import dev.tavilypipeline.contract.ResearchJob;
import io.smallrye.mutiny.Uni;

@SuppressWarnings("FutureReturnValueIgnored") // what matters is what it does
class JobSubmissionTest {

    private static final Requester ANYBODY = new Requester(null, null, JobTrace.NONE);
    private static final IdempotencyKey KEY = new IdempotencyKey("Idempotency-Key", "order 66");
    private static final ResearchRequest SONY = request("Sony");

    private final List<ResearchJob> written = new ArrayList<>();
    private final List<UUID> factIds = new ArrayList<>();
    private final List<CompletableFuture<Void>> acknowledgements = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private boolean isDeleted;
    private int queued;

    private final RecentJobs recent = new RecentJobs(Generators.timeBasedEpochGenerator()::generate, () -> now);
    private final JobSubmission submission = new JobSubmission(this::write,
            (runId, requester) -> Uni.createFrom().item(isDeleted),
            recent, new TimeSource(() -> now, System::nanoTime), () -> queued++);

    /** Kafka, which confirms when the test says so. */
    private Uni<Void> write(ResearchJob job, UUID factId, JobTrace trace) {
        written.add(job);
        factIds.add(factId);
        CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
        acknowledgements.add(acknowledgement);
        return Uni.createFrom().completionStage(acknowledgement)
                .onFailure().transform(reason -> (RuntimeException) reason);
    }

    @Test
    void shouldLetEqualRequestsWaitForOneAcknowledgement() {
        List<CompletableFuture<SubmissionResult>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            results.add(submit(SONY, KEY));
        }

        assertThat(written).hasSize(1);
        assertThat(results).noneMatch(CompletableFuture::isDone);
        acknowledgements.get(0).complete(null);

        assertThat(results).extracting(CompletableFuture::join)
                .containsOnly(new Queued(written.get(0).runId()));
        assertThat(queued).isOne();
        assertThat(recent.isAccepted(written.get(0).runId())).isTrue();
    }

    @Test
    void shouldWriteTheSameJobAgainAfterAFailedWrite() {
        CompletableFuture<SubmissionResult> first = submit(SONY, KEY);
        CompletableFuture<SubmissionResult> waiting = submit(SONY, KEY);
        fail(0);
        assertThat(List.of(first.join(), waiting.join())).allSatisfy(result -> assertThat(statusOf(result)).isEqualTo(503));
        assertThat(recent.isAccepted(written.get(0).runId())).isFalse();

        now = now.plusSeconds(7);
        CompletableFuture<SubmissionResult> again = submit(SONY, KEY);
        acknowledgements.get(1).complete(null);

        assertThat(again.join()).isInstanceOf(Queued.class);
        assertThat(written).hasSize(2);
        assertThat(written.get(1)).isEqualTo(written.get(0));
        assertThat(factIds.get(1)).isEqualTo(factIds.get(0));
    }

    @Test
    void shouldRejectAnotherRequestUnderTheKeyWhileTheFirstIsBeingWrittenAndAfterwards() {
        submit(SONY, KEY);

        assertThat(statusOf(submit(request("Nintendo"), KEY).join())).isEqualTo(422);
        fail(0);
        assertThat(statusOf(submit(request("Nintendo"), KEY).join())).isEqualTo(422);
        assertThat(written).hasSize(1);
    }

    @Test
    void shouldTakeAStandardValueForTheSameAsNone() {
        submit(SONY, KEY);

        submit(new ResearchRequest("Sony", 5, true, "basic", "general", null), KEY);

        assertThat(written).hasSize(1);
    }

    @Test
    void shouldTakeBudgetsOfTheSameValueForTheSame() {
        submit(new ResearchRequest("Sony", null, null, null, null, new BigDecimal("2.50")), KEY);

        submit(new ResearchRequest("Sony", null, null, null, null, new BigDecimal("2.5")), KEY);

        assertThat(written).hasSize(1);
    }

    @Test
    void shouldKeepClientsApart() {
        submit(SONY, KEY);

        assertThat(submission.submit(SONY, new Requester("finance", null, JobTrace.NONE), KEY).subscribeAsCompletionStage())
                .isNotNull();

        assertThat(written).extracting(ResearchJob::requestedBy).containsExactly(null, "finance");
        assertThat(written).extracting(ResearchJob::runId).doesNotHaveDuplicates();
    }

    @Test
    void shouldForgetARequestAfterAWhile() {
        submit(SONY, KEY);
        acknowledgements.get(0).complete(null);

        now = now.plus(RecentJobs.KEPT).plusSeconds(1);

        assertThat(recent.isAccepted(written.get(0).runId())).isFalse();
        submit(SONY, KEY);
        assertThat(written).hasSize(2);
    }

    @Test
    void shouldForgetTheOldestFirst() {
        submit(SONY, KEY);
        UUID first = written.get(0).runId();
        acknowledgements.get(0).complete(null);
        for (int i = 0; i < 49_999; i++) {
            recent.reserve(UUID.randomUUID(), () -> written.get(0));
        }
        assertThat(recent.isAccepted(first)).isTrue();

        recent.reserve(UUID.randomUUID(), () -> written.get(0));

        assertThat(recent.isAccepted(first)).isFalse();
    }

    @Test
    void shouldRejectTheKeyOfADeletedRunWithoutWriting() {
        isDeleted = true;

        assertThat(statusOf(submit(SONY, KEY).join())).isEqualTo(410);
        assertThat(written).isEmpty();
    }

    @Test
    void shouldReserveNothingForAWrongRequest() {
        assertThat(statusOf(submit(request(" "), KEY).join())).isEqualTo(400);

        submit(SONY, KEY);

        assertThat(written).hasSize(1);
    }

    @Test
    void shouldCancelNobodysWaitWhenAClientLeaves() {
        submission.submit(SONY, ANYBODY, KEY).subscribe().with(result -> {
        }).cancel();
        CompletableFuture<SubmissionResult> other = submit(SONY, KEY);

        acknowledgements.get(0).complete(null);

        assertThat(other).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Queued.class);
        assertThat(written).hasSize(1);
    }

    private CompletableFuture<SubmissionResult> submit(JobRequest request, IdempotencyKey key) {
        return submission.submit(request, ANYBODY, key).subscribeAsCompletionStage()
                .orTimeout(5, TimeUnit.SECONDS);
    }

    private void fail(int write) {
        acknowledgements.get(write).completeExceptionally(new NotAcknowledgedException(new IllegalStateException("slow")));
    }

    private static int statusOf(SubmissionResult result) {
        return ((Rejected) result).problem().status();
    }

    private static ResearchRequest request(String company) {
        return new ResearchRequest(company, null, null, null, null, null);
    }
}
