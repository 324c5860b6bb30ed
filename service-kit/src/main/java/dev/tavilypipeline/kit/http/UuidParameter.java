package dev.tavilypipeline.kit.http;

import java.util.UUID;
import java.util.regex.Pattern;

/** Reads an id from a parameter. It accepts only the standard form of a UUID with 36 characters. */
public final class UuidParameter {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private UuidParameter() {
    }

    /** @throws ProblemException if the value is not a UUID */
    public static UUID parse(String name, String given) {
        if (given == null || !UUID_TEXT.matcher(given).matches()) {
            throw ProblemException.badField(name,
                    name + " must be a UUID such as 0195f1c2-7c4e-7a3b-9d2e-3f1f4f7c2b11");
        }
        return UUID.fromString(given);
    }
}
