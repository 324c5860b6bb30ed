package dev.tavilypipeline.kit.http;

/** Reads how many of something are asked for at most. */
public final class QueryLimit {

    private QueryLimit() {
    }

    /**
     * @param given null where none is
     * @param usual what is meant then
     * @throws ProblemException if it is no number from 1 to {@code most}
     */
    public static int of(String name, String given, int usual, int most) {
        if (given == null) {
            return usual;
        }
        if (!given.matches("[0-9]{1,9}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > most) {
            throw ProblemException.badField(name, "'" + name + "' must be a number from 1 to " + most);
        }
        return Integer.parseInt(given);
    }
}
