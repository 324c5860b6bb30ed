package dev.tavilypipeline.bridge.deliver.aws;

import java.util.List;
import java.util.Optional;

/** What is said where there are none; the SDK tells the story of each place where it has looked. */
public final class Credentials {

    private static final List<String> NONE_FOUND = List.of("Unable to load credentials", "Failed to load credentials",
            "Profile file contained no credentials");

    private Credentials() {
    }

    /** By the beginnings of its messages: the SDK tells it apart from a lost connection in no other way. */
    public static Optional<String> complaint(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return NONE_FOUND.stream().anyMatch(message::startsWith)
                ? Optional.of("there are no usable AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give"
                        + " them in a profile or by the role of the machine")
                : Optional.empty();
    }

    /** What went wrong in one sentence, whatever it was. */
    public static String reason(Throwable failure) {
        return complaint(failure).orElseGet(failure::getMessage);
    }
}
