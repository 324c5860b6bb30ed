package dev.tavilypipeline.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.kit.prices.PriceList;

class PricesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final CallDescription SEARCH = new CallDescription("tavily", "search", "q", null);
    private static final CallDescription MINI = chat("gpt-4o-mini");

    private final Prices prices = Prices.load();

    @Test
    void shouldPriceCredits() {
        Cost cost = prices.of(SEARCH, Usage.ofCredits(2), NOW);

        assertThat(cost.usd()).isEqualByComparingTo("0.016");
        assertThat(cost.priceVersion()).isEqualTo("2025-08");
    }

    @Test
    void shouldCountCachedTokensOnceAndAtTheirOwnPrice() {
        Cost cost = prices.of(MINI, new Usage(null, 1_000_000, 400_000, 500_000), NOW);

        assertThat(cost.usd()).isEqualByComparingTo(new BigDecimal("0.42")); // 0.6·0.15 + 0.4·0.075 + 0.5·0.60
    }

    @Test
    void shouldRoundToTheDecimalsThatTheWarehouseKeeps() {
        assertThat(prices.of(MINI, new Usage(null, 1, 1, 0), NOW).usd()).isEqualByComparingTo("0.00000008");
    }

    @Test
    void shouldPriceADatedSnapshotAsItsModel() {
        assertThat(prices.of(chat("gpt-4o-mini-2024-07-18"), new Usage(null, 1_000_000, null, 0), NOW).usd())
                .isEqualByComparingTo("0.15");
    }

    @Test
    void shouldNotGuessThePriceOfAnUnknownModel() {
        assertThat(prices.of(chat("somebody-elses-model"), new Usage(null, 10, 0, 10), NOW)).isEqualTo(Cost.UNKNOWN);
    }

    @Test
    void shouldNotPriceUnknownUsage() {
        assertThat(prices.of(SEARCH, Usage.UNKNOWN, NOW)).isEqualTo(Cost.UNKNOWN);
        assertThat(prices.of(MINI, Usage.UNKNOWN, NOW)).isEqualTo(Cost.UNKNOWN);
    }

    @Test
    void shouldUseThePricesInForceAtTheTime() {
        Prices changing = new Prices(List.of(list("old", "2025-01-01", "0.008"), list("new", "2026-03-01", "0.010")));

        assertThat(changing.of(SEARCH, Usage.ofCredits(1), Instant.parse("2026-02-28T23:59:59Z")).priceVersion())
                .isEqualTo("old");
        assertThat(changing.of(SEARCH, Usage.ofCredits(1), Instant.parse("2026-03-01T00:00:00Z")).priceVersion())
                .isEqualTo("new");
        assertThat(changing.of(SEARCH, Usage.ofCredits(1), Instant.parse("2024-12-31T23:59:59Z"))).isEqualTo(Cost.UNKNOWN);
    }

    private static PriceList list(String version, String from, String usdPerCredit) {
        return new PriceList(version, LocalDate.parse(from), new BigDecimal(usdPerCredit), Map.of());
    }

    private static CallDescription chat(String model) {
        return new CallDescription("openai", "chat", "q", model);
    }
}
