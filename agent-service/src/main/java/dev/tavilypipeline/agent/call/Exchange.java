package dev.tavilypipeline.agent.call;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.ws.rs.core.Response;

import dev.tavilypipeline.agent.call.Outcome.NoAnswer;
import dev.tavilypipeline.contract.ErrorType;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/** Sends one request, times it and says how it ended. Whatever the provider or the network does is an {@link Attempt}. */
public final class Exchange {

    private final Duration timeout;
    private final Timekeeper time;
    private final Prices prices;
    private final CallMeter meter;
    private final Supplier<UUID> callIds;

    Exchange(Duration timeout, Timekeeper time, Prices prices, CallMeter meter, Supplier<UUID> callIds) {
        this.timeout = timeout;
        this.time = time;
        this.prices = prices;
        this.meter = meter;
        this.callIds = callIds;
    }

    public <T> Uni<Attempt<T>> send(Question question, Supplier<Uni<Response>> request, Dialect<T> dialect) {
        return Uni.createFrom().deferred(() -> {
            Timekeeper.Lap lap = time.start();
            return request.get()
                    .ifNoItem().after(timeout).fail()
                    .onItemOrFailure().transform((response, failure) -> {
                        Duration latency = lap.elapsed();
                        Reading<T> reading = failure == null ? read(response, dialect) : unanswered(failure);
                        meter.record(question, reading.outcome(), latency);
                        return new Attempt<>(callIds.get(), question, lap.startedAt(), latency,
                                failure == null ? (Integer) response.getStatus() : null, reading,
                                prices.of(question, reading.usage(), lap.startedAt()));
                    });
        });
    }

    private <T> Reading<T> unanswered(Throwable failure) {
        return failure instanceof TimeoutException
                ? Reading.of(NoAnswer.because(ErrorType.TIMEOUT, "no answer within " + timeout.toMillis() + " ms"))
                : Reading.of(NoAnswer.because(ErrorType.CONNECTION,
                        failure.getClass().getSimpleName() + ": " + failure.getMessage()));
    }

    private <T> Reading<T> read(Response response, Dialect<T> dialect) {
        byte[] body = Body.of(response);
        if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
            return new Reading<>(new NoAnswer<>(ErrorType.http(response.getStatus()), errorIn(body, response, dialect),
                    RetryAfter.parse(response.getHeaderString("Retry-After"), time.now())), null, Usage.UNKNOWN,
                    response.getHeaderString("x-request-id"));
        }
        try {
            return dialect.answer(body);
        } catch (IOException e) {
            return Reading.of(NoAnswer.because(ErrorType.INVALID_RESPONSE, e.getMessage()));
        }
    }

    private static String errorIn(byte[] body, Response response, Dialect<?> dialect) {
        try {
            return dialect.error(body);
        } catch (IOException unreadable) {
            return "HTTP " + response.getStatus(); // proxies in between answer in HTML: the status says it all
        }
    }
}
