package dev.tavilypipeline.agent.call;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.ws.rs.core.Response;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.contract.ErrorType;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/** Sends one request, times it and says how it ended. Whatever the provider or the network does is an {@link Attempt}. */
public final class ProviderCall {

    private final Duration timeout;
    private final TimeSource time;
    private final Prices prices;
    private final CallMeter meter;
    private final Supplier<UUID> callIds;

    ProviderCall(Duration timeout, TimeSource time, Prices prices, CallMeter meter, Supplier<UUID> callIds) {
        this.timeout = timeout;
        this.time = time;
        this.prices = prices;
        this.meter = meter;
        this.callIds = callIds;
    }

    public <T> Uni<Attempt<T>> send(CallDescription description, Supplier<Uni<Response>> request, ResponseParser<T> parser) {
        return Uni.createFrom().deferred(() -> {
            TimeSource.Stopwatch stopwatch = time.start();
            return request.get()
                    .ifNoItem().after(timeout).fail()
                    .onItemOrFailure().transform((response, failure) -> {
                        Duration latency = stopwatch.elapsed();
                        ParsedResponse<T> parsed = failure == null ? read(response, parser) : unanswered(failure);
                        meter.record(description, parsed.outcome(), latency);
                        return new Attempt<>(callIds.get(), description, stopwatch.startedAt(), latency,
                                failure == null ? (Integer) response.getStatus() : null, parsed,
                                prices.of(description, parsed.usage(), stopwatch.startedAt()), false);
                    });
        });
    }

    private <T> ParsedResponse<T> unanswered(Throwable failure) {
        return failure instanceof TimeoutException
                ? ParsedResponse.of(Failure.because(ErrorType.TIMEOUT, "no answer within " + timeout.toMillis() + " ms"))
                : ParsedResponse.of(Failure.because(ErrorType.CONNECTION,
                        failure.getClass().getSimpleName() + ": " + failure.getMessage()));
    }

    private <T> ParsedResponse<T> read(Response response, ResponseParser<T> parser) {
        byte[] body = Body.of(response);
        if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
            return new ParsedResponse<>(new Failure<>(ErrorType.http(response.getStatus()), errorIn(body, response, parser),
                    RetryAfter.parse(response.getHeaderString("Retry-After"), time.now()), false), null, Usage.UNKNOWN,
                    response.getHeaderString("x-request-id"));
        }
        try {
            return parser.parse(body);
        } catch (IOException e) {
            return ParsedResponse.of(Failure.because(ErrorType.INVALID_RESPONSE, e.getMessage()));
        }
    }

    private static String errorIn(byte[] body, Response response, ResponseParser<?> parser) {
        try {
            return parser.errorMessage(body);
        } catch (IOException unreadable) {
            return "HTTP " + response.getStatus(); // proxies in between answer in HTML: the status says it all
        }
    }
}
