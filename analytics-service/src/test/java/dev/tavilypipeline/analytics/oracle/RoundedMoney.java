package dev.tavilypipeline.analytics.oracle;

/** An amount that was divided and then rounded to 8 decimals. */
record RoundedMoney(double usd) {
}
