package dev.tavilypipeline.agent.call;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.Success;
import io.smallrye.mutiny.Uni;

/** Attempts as fakes of providers answer them. */
public final class Attempts {

    private static final CallDescription DESCRIPTION = new CallDescription("tavily-simulator", "search", "a query", null);

    private Attempts() {
    }

    public static <T> Attempt<T> answered(T value) {
        ParsedResponse<T> response = new ParsedResponse<>(new Success<>(value), 1, Usage.ofCredits(1), "request-1");
        return new Attempt<>(UUID.randomUUID(), DESCRIPTION, TestTimeSource.BEGIN, Duration.ofMillis(150), 200, response,
                new Cost(new BigDecimal("0.008"), "2025-01"), false);
    }

    /** A call of which each attempt ends as the next of these. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Call<T> call(Attempt<T>... attempts) {
        Deque<Attempt<T>> left = new ArrayDeque<>(List.of(attempts));
        return call(() -> left.removeFirst());
    }

    public static <T> Call<T> call(Supplier<Attempt<T>> attempts) {
        return new Call<>(DESCRIPTION, brokenOff -> Uni.createFrom().item(attempts));
    }

    public static <T> Attempt<T> failed(String errorType) {
        return new Attempt<>(UUID.randomUUID(), DESCRIPTION, TestTimeSource.BEGIN, Duration.ofMillis(150), 500,
                ParsedResponse.of(Failure.because(errorType, "no luck")), Cost.UNKNOWN, false);
    }
}
