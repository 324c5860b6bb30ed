package dev.tavilypipeline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResearchJobTest {

    private static final UUID RUN = UUID.fromString("01a05a00-0000-7000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

    @ParameterizedTest
    @ValueSource(strings = { "0", "0.0", "-1", "1e99999999" })
    void shouldRefuseABudgetThatIsNone(BigDecimal budget) {
        assertThatThrownBy(() -> job(budget)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("budget_credits");
    }

    @Test
    void shouldBeTheSameJobWithTheSameBudget() {
        assertThat(job(new BigDecimal("2.50"))).isEqualTo(job(new BigDecimal("2.5")));
        assertThat(job(null)).isEqualTo(new ResearchJob(RUN, "OpenAI", 5, true, NOW, null, null));
    }

    private static ResearchJob job(BigDecimal budget) {
        return new ResearchJob(RUN, "OpenAI", 5, true, NOW, null, null, null, null, budget);
    }
}
