package dev.tavilypipeline.agent.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class DailyBudgetTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = NOON;
    private final DailyBudget budget = new DailyBudget(Optional.of(new BigDecimal("12")), () -> now);

    @Test
    void shouldGiveEachPartitionATwelfth() {
        own(3);

        assertThat(budget.shareUsd()).isEqualByComparingTo("3");
        spend(0, "2.9");
        assertThat(budget.isSpent()).isFalse();
        spend(2, "0.1");
        assertThat(budget.isSpent()).isTrue();
    }

    @Test
    void shouldCountACallOnce() {
        own(1);
        UUID call = UUID.randomUUID();

        budget.add(0, call, NOON, BigDecimal.ONE);
        budget.add(0, call, NOON, BigDecimal.ONE);

        assertThat(budget.spentUsd()).isEqualByComparingTo("1");
    }

    @Test
    void shouldTakeWhatAPartitionSpentAlongWithIt() {
        own(2);
        spend(0, "1");
        spend(1, "0.5");

        budget.disown(0);

        assertThat(budget.spentUsd()).isEqualByComparingTo("0.5");
        assertThat(budget.shareUsd()).isEqualByComparingTo("1");
    }

    @Test
    void shouldStartAgainAtMidnightUtc() {
        own(1);
        spend(0, "5");

        now = NOON.plus(Duration.ofHours(12));
        budget.add(0, UUID.randomUUID(), NOON, BigDecimal.ONE); // read late

        assertThat(budget.isSpent()).isFalse();
        assertThat(budget.spentUsd()).isZero();
    }

    @Test
    void shouldNotCountACostThatIsNotKnown() {
        own(1);

        budget.add(0, UUID.randomUUID(), NOON, null);

        assertThat(budget.spentUsd()).isZero();
    }

    @Test
    void shouldNeverBeSpentWithoutALimit() {
        DailyBudget unlimited = new DailyBudget(Optional.empty(), () -> now);
        unlimited.own(0);

        unlimited.add(0, UUID.randomUUID(), NOON, BigDecimal.TEN);

        assertThat(unlimited.isSpent()).isFalse();
    }

    private void own(int partitions) {
        IntStream.range(0, partitions).forEach(budget::own);
    }

    private void spend(int partition, String usd) {
        budget.add(partition, UUID.randomUUID(), NOON, new BigDecimal(usd));
    }
}
