package dev.tavilypipeline.localstack.simulator;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A way in which a provider may fail; the label is its name in headers, settings and the request log. */
public enum Failure {

    /** Too many requests, with {@code Retry-After}. */
    RATE_LIMITED("429"),
    /**
     * Tavily's answer when the plan's credits are used up; a model provider answers 429 {@code insufficient_quota}.
     */
    QUOTA_EXCEEDED("432"),
    SERVER_ERROR("500"),
    /** No answer; the connection is closed after 60 s. */
    TIMEOUT("timeout"),
    /** Status 200 with a body that is cut off in the middle. */
    MALFORMED("malformed"),
    /** A search without results, a summary without facts. */
    EMPTY("empty");

    private final String label;

    Failure(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    static Optional<Failure> labelled(String label) {
        return Arrays.stream(values()).filter(failure -> failure.label.equals(label)).findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(Failure::label).collect(Collectors.joining(", "));
    }
}
