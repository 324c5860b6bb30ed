package dev.tavilypipeline.localstack.simulator;

import java.time.Duration;
import java.util.Optional;

import io.vertx.core.http.HttpServerRequest;

/**
 * Latency and failure from the headers {@code X-Simulator-Latency-Ms} and {@code X-Simulator-Fail}; {@code none} never fails.
 */
record Overrides(Optional<Duration> latency, Optional<String> failure) {

    private static final String LATENCY = "X-Simulator-Latency-Ms";
    private static final String FAIL = "X-Simulator-Fail";

    /** @throws RefusedException with status 400 for an invalid value */
    static Overrides of(HttpServerRequest request) throws RefusedException {
        Optional<String> latency = Optional.ofNullable(request.getHeader(LATENCY));
        if (latency.isPresent() && !latency.get().matches("\\d{1,6}")) {
            throw refused(LATENCY + " is a whole number of milliseconds.");
        }
        Optional<String> failure = Optional.ofNullable(request.getHeader(FAIL));
        if (failure.isPresent() && !failure.get().equals("none") && Failure.labelled(failure.get()).isEmpty()) {
            throw refused(FAIL + " is one of none, " + Failure.labels() + ".");
        }
        return new Overrides(latency.map(text -> Duration.ofMillis(Long.parseLong(text))), failure);
    }

    Outcome apply(Outcome outcome) {
        return new Outcome(outcome.repeats(), latency.orElse(outcome.latency()),
                failure.isPresent() ? failure.flatMap(Failure::labelled).orElse(null) : outcome.failure());
    }

    private static RefusedException refused(String message) {
        return new RefusedException(TavilyProvider.error(400, message));
    }
}
