package dev.tavilypipeline.agent.call;

import java.math.BigDecimal;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads figures of providers. A figure that cannot be one is null, and nothing else is lost for it. */
public final class Figures {

    private static final BigDecimal MAX_CREDITS = BigDecimal.valueOf(1_000_000);
    private static final int MAX_DECIMALS = 9;

    private Figures() {
    }

    /** @return a whole number of 0 or more, or null */
    public static Integer count(JsonNode node) {
        BigDecimal number = number(node);
        return number == null || number.signum() < 0 || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
                || number.stripTrailingZeros().scale() > 0 ? null : (Integer) number.intValue();
    }

    /** @return an amount of 0 or more, which may have decimals, or null */
    public static BigDecimal credits(JsonNode node) {
        BigDecimal number = number(node);
        return number == null || number.signum() < 0 || number.compareTo(MAX_CREDITS) > 0
                || number.scale() > MAX_DECIMALS ? null : number;
    }

    /** @return 0 to 1, or null */
    public static Double share(JsonNode node) {
        double number = node.isNumber() ? node.doubleValue() : Double.NaN;
        return number >= 0 && number <= 1 ? (Double) number : null;
    }

    private static BigDecimal number(JsonNode node) {
        return !node.isNumber() || !Double.isFinite(node.doubleValue()) ? null : node.decimalValue();
    }
}
