package dev.tavilypipeline.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.SearchDepth;
import dev.tavilypipeline.contract.SearchTopic;
import dev.tavilypipeline.kit.http.ProblemException;

class ResearchRequestTest {

    private static final UUID RUN = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void shouldTakeDefaultsForWhatIsLeftOut() {
        assertThat(request("Lowe's", null, null).toJob(RUN, NOW, null))
                .isEqualTo(new ResearchJob(RUN, "Lowe's", 5, true, NOW, null, null));
    }

    @Test
    void shouldCountCharactersAndNotTheirHalves() {
        String rockets = "\uD83D\uDE80".repeat(200);

        assertThat(request(rockets, 20, false).toJob(RUN, NOW, null).query()).isEqualTo(rockets);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " \t", "a\nb", "nul\0", "half \uD83D" })
    void shouldRefuseWhatIsNoCompany(String company) {
        assertRefused(request(company, null, null), "company");
    }

    @Test
    void shouldRefuseALongCompany() {
        assertRefused(request("x".repeat(201), null, null), "company");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, -1, 21 })
    void shouldRefuseTooManyOrTooFewSources(int maxSources) {
        assertRefused(request("Acme", maxSources, null), "max_sources");
    }

    @Test
    void shouldPassOnHowToSearchAndWhatItMayCost() {
        ResearchJob job = new ResearchRequest("Acme", null, null, "advanced", "news", new BigDecimal("2.50"))
                .toJob(RUN, NOW, "me");

        assertThat(job).isEqualTo(new ResearchJob(RUN, "Acme", 5, true, NOW, "me", null, SearchDepth.ADVANCED,
                SearchTopic.NEWS, new BigDecimal("2.5")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "BASIC", "deep" })
    void shouldRefuseAnUnknownDepthOrTopic(String name) {
        assertRefused(new ResearchRequest("Acme", null, null, name, null, null), "search_depth");
        assertRefused(new ResearchRequest("Acme", null, null, null, name, null), "topic");
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "0.00", "-1", "1e9", "1e999999999", "0.0000001", "1e-999999999" })
    void shouldRefuseABudgetThatIsNone(BigDecimal budget) {
        assertRefused(new ResearchRequest("Acme", null, null, null, null, budget), "budget_credits");
    }

    private static ResearchRequest request(String company, Integer maxSources, Boolean deliver) {
        return new ResearchRequest(company, maxSources, deliver, null, null, null);
    }

    private static void assertRefused(ResearchRequest request, String field) {
        assertThatThrownBy(() -> request.toJob(RUN, NOW, null)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().more()).containsEntry("field", field);
        });
    }
}
