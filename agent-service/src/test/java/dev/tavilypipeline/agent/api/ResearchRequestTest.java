package dev.tavilypipeline.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.kit.http.ProblemException;

class ResearchRequestTest {

    private static final UUID RUN = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void shouldTakeDefaultsForWhatIsLeftOut() {
        assertThat(new ResearchRequest("Lowe's", null, null).toJob(RUN, NOW, null))
                .isEqualTo(new ResearchJob(RUN, "Lowe's", 5, true, NOW, null, null));
    }

    @Test
    void shouldCountCharactersAndNotTheirHalves() {
        String rockets = "\uD83D\uDE80".repeat(200);

        assertThat(new ResearchRequest(rockets, 20, false).toJob(RUN, NOW, null).query()).isEqualTo(rockets);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " \t", "a\nb", "nul\0", "half \uD83D" })
    void shouldRefuseWhatIsNoCompany(String company) {
        assertRefused(new ResearchRequest(company, null, null), "company");
    }

    @Test
    void shouldRefuseALongCompany() {
        assertRefused(new ResearchRequest("x".repeat(201), null, null), "company");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, -1, 21 })
    void shouldRefuseTooManyOrTooFewSources(int maxSources) {
        assertRefused(new ResearchRequest("Acme", maxSources, null), "max_sources");
    }

    private static void assertRefused(ResearchRequest request, String field) {
        assertThatThrownBy(() -> request.toJob(RUN, NOW, null)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().more()).containsEntry("field", field);
        });
    }
}
