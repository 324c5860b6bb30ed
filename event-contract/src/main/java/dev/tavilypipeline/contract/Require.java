package dev.tavilypipeline.contract;

/** Refuses a record that lacks a required field, naming the field as it stands in the JSON. */
final class Require {

    private Require() {
    }

    static void present(String record, Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] == null) {
                throw new IllegalArgumentException(record + ": required field '" + namesAndValues[i] + "' is missing");
            }
        }
    }

    static void that(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
