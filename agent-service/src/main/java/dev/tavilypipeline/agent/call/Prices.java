package dev.tavilypipeline.agent.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tavilypipeline.kit.json.ContractJson;

/** What providers charge and since when. An attempt is priced by what was in force when it was made. */
public final class Prices {

    private static final String FILE = "/prices.json";

    /** As many as the warehouse keeps, so that a sum there is the sum of what was written here. */
    private static final int DECIMALS = 8;

    private final List<PriceList> newestFirst;

    Prices(List<PriceList> lists) {
        this.newestFirst = lists.stream().sorted(Comparator.comparing(PriceList::effectiveFrom).reversed()).toList();
    }

    public static Prices load() {
        try (InputStream file = Prices.class.getResourceAsStream(FILE)) {
            return new Prices(List.of(ContractJson.read(file.readAllBytes(), PriceList[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Cost of(CallDescription description, Usage usage, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return newestFirst.stream()
                .filter(list -> !list.effectiveFrom().isAfter(day))
                .findFirst()
                .flatMap(list -> list.usd(description, usage)
                        .map(usd -> new Cost(usd.setScale(DECIMALS, RoundingMode.HALF_UP), list.version())))
                .orElse(Cost.UNKNOWN);
    }

    record PriceList(
            @JsonProperty(value = "version", required = true) String version,
            @JsonProperty(value = "effective_from", required = true) LocalDate effectiveFrom,
            @JsonProperty(value = "usd_per_credit", required = true) BigDecimal usdPerCredit,
            @JsonProperty(value = "models", required = true) Map<String, ModelPrice> models) {

        Optional<BigDecimal> usd(CallDescription description, Usage usage) {
            if (usage.credits() != null) {
                return Optional.of(usdPerCredit.multiply(usage.credits()));
            }
            if (description.model() == null || usage.inputTokens() == null || usage.outputTokens() == null) {
                return Optional.empty();
            }
            return ModelName.candidates(description.model()).filter(models::containsKey).findFirst()
                    .map(name -> models.get(name).of(usage));
        }
    }

    /** US dollars for a million tokens. */
    record ModelPrice(
            @JsonProperty(value = "input", required = true) BigDecimal input,
            @JsonProperty(value = "cached_input", required = true) BigDecimal cachedInput,
            @JsonProperty(value = "output", required = true) BigDecimal output) {

        private static final int MILLION = 6;

        /** The cached tokens are part of the input: they are charged at their own price, and once. */
        BigDecimal of(Usage usage) {
            int cached = usage.cachedInputTokens() == null ? 0 : usage.cachedInputTokens();
            return input.multiply(BigDecimal.valueOf((long) usage.inputTokens() - cached))
                    .add(cachedInput.multiply(BigDecimal.valueOf(cached)))
                    .add(output.multiply(BigDecimal.valueOf(usage.outputTokens())))
                    .movePointLeft(MILLION);
        }
    }
}
