package dev.tavilypipeline.kit.http;

/** Reads the maximum number of results from a query parameter. */
public final class QueryLimit {

    private QueryLimit() {
    }

    /**
     * @param given null if the parameter is missing
     * @param defaultLimit the result if the parameter is missing
     * @throws ProblemException if the value is not a number from 1 to {@code max}
     */
    public static int of(String name, String given, int defaultLimit, int max) {
        if (given == null) {
            return defaultLimit;
        }
        if (!given.matches("[0-9]{1,9}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > max) {
            throw ProblemException.badField(name, "'" + name + "' must be a number from 1 to " + max);
        }
        return Integer.parseInt(given);
    }
}
