package dev.tavilypipeline.agent.call;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tavilypipeline.kit.prices.PriceList;

/** What providers charge and since when. An attempt is priced by what was in force when it was made. */
public final class Prices {

    /** As many as the warehouse keeps, so that a sum there is the sum of what was written here. */
    private static final int DECIMALS = 8;
    private static final int MILLION = 6;

    private final List<PriceList> newestFirst;

    Prices(List<PriceList> lists) {
        this.newestFirst = lists.stream().sorted(Comparator.comparing(PriceList::effectiveFrom).reversed()).toList();
    }

    public static Prices load() {
        return new Prices(PriceList.packagedWith(Prices.class));
    }

    Cost of(CallDescription description, Usage usage, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return newestFirst.stream()
                .filter(list -> !list.effectiveFrom().isAfter(day))
                .findFirst()
                .flatMap(list -> usd(list, description, usage)
                        .map(usd -> new Cost(usd.setScale(DECIMALS, RoundingMode.HALF_UP), list.version())))
                .orElse(Cost.UNKNOWN);
    }

    private static Optional<BigDecimal> usd(PriceList list, CallDescription description, Usage usage) {
        if (usage.credits() != null) {
            return Optional.of(list.usdPerCredit().multiply(usage.credits()));
        }
        if (description.model() == null || usage.inputTokens() == null || usage.outputTokens() == null) {
            return Optional.empty();
        }
        return ModelName.candidates(description.model()).filter(list.models()::containsKey).findFirst()
                .map(name -> usd(list.models().get(name), usage));
    }

    /** The cached tokens are part of the input: they are charged at their own price, and once. */
    private static BigDecimal usd(PriceList.ModelPrice price, Usage usage) {
        int cached = usage.cachedInputTokens() == null ? 0 : usage.cachedInputTokens();
        return price.input().multiply(BigDecimal.valueOf((long) usage.inputTokens() - cached))
                .add(price.cachedInput().multiply(BigDecimal.valueOf(cached)))
                .add(price.output().multiply(BigDecimal.valueOf(usage.outputTokens())))
                .movePointLeft(MILLION);
    }
}
