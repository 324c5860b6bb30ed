package dev.tavilypipeline.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class PartitionHistoryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID RUN = UUID.randomUUID();

    private final PartitionHistory history = new PartitionHistory();

    @Test
    void shouldCountExecutionsUntilTheRunIsFinished() {
        history.started(RUN, "a:run_started", null, NOON);
        history.started(RUN, "a:run_started", null, NOON); // written twice
        history.started(RUN, "b:run_started", null, NOON);
        assertThat(history.unfinishedExecutions(RUN)).isEqualTo(2);

        history.finished(RUN, NOON);
        history.started(RUN, "c:run_started", null, NOON); // after a network split

        assertThat(history.isFinished(RUN)).isTrue();
        assertThat(history.unfinishedExecutions(RUN)).isZero();
    }

    @Test
    void shouldAddUpTheCreditsOfARunUntilItIsFinished() {
        UUID call = UUID.randomUUID();
        history.called(RUN, call, new BigDecimal("1.5"), NOON);
        history.called(RUN, call, new BigDecimal("1.5"), NOON); // read twice
        history.called(RUN, UUID.randomUUID(), null, NOON);
        history.called(RUN, UUID.randomUUID(), BigDecimal.ONE, NOON);
        assertThat(history.spentCredits(RUN)).isEqualByComparingTo("2.5");

        history.finished(RUN, NOON);

        assertThat(history.spentCredits(RUN)).isZero();
    }

    @Test
    void shouldKnowWhichTimeItCovers() {
        assertThat(history.isLoadedFrom(NOON)).isFalse();
        history.startLoading(NOON);
        assertThat(history.isLoading()).isTrue();
        assertThat(history.isLoadedFrom(NOON)).isFalse();

        history.loaded(NOON);

        assertThat(history.isLoadedFrom(NOON)).isTrue();
        assertThat(history.isLoadedFrom(NOON.plusSeconds(1))).isTrue();
        assertThat(history.isLoadedFrom(NOON.minusSeconds(1))).isFalse();
    }

    @Test
    void shouldForgetOldRunsAndSaySo() {
        history.startLoading(NOON);
        history.loaded(NOON);
        history.finished(RUN, NOON);
        UUID recent = UUID.randomUUID();
        history.cancelled(recent, NOON.plus(Duration.ofHours(2)));

        history.forgetBefore(NOON.plus(Duration.ofHours(1)));

        assertThat(history.isFinished(RUN)).isFalse();
        assertThat(history.isCancelled(recent)).isTrue();
        assertThat(history.isLoadedFrom(NOON)).isFalse();
    }

    @Test
    void shouldCoverNothingAfterAFault() {
        history.startLoading(NOON);
        history.loaded(NOON);

        history.unload();

        assertThat(history.isLoading()).isFalse();
        assertThat(history.isLoadedFrom(NOON)).isFalse();
    }
}
