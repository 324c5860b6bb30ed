package dev.tavilypipeline.agent.call;

import java.math.BigDecimal;

/** Money and the prices it was computed at; both null where no price is known. */
public record Cost(BigDecimal usd, String priceVersion) {

    public static final Cost UNKNOWN = new Cost(null, null);
}
