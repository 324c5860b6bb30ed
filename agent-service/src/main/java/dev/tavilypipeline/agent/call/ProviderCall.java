package dev.tavilypipeline.agent.call;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.call.BodyLimit.TooLargeException;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.ProviderRequest.Head;
import dev.tavilypipeline.contract.ErrorType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/** Sends one request, times it and says how it ended. Whatever the provider or the network does is an {@link Attempt}. */
public final class ProviderCall {

    private static final Logger LOG = Logger.getLogger(ProviderCall.class);

    private final TimeSource time;
    private final Prices prices;
    private final CallMeter meter;
    private final ResponseReader reader;
    private final BodyLimit limit;
    private final Supplier<UUID> callIds;

    ProviderCall(TimeSource time, Prices prices, CallMeter meter, ResponseReader reader, BodyLimit limit,
            Supplier<UUID> callIds) {
        this.time = time;
        this.prices = prices;
        this.meter = meter;
        this.reader = reader;
        this.limit = limit;
        this.callIds = callIds;
    }

    /**
     * @param post gives the bytes of the body; cancelling them closes the connection
     * @param brokenOff completes when the call is to end without its answer
     * @return never fails
     */
    public <T> Uni<Attempt<T>> send(CallDescription description, Endpoint endpoint, ProviderRequest request,
            Function<ProviderRequest, Multi<byte[]>> post, ResponseParser<T> parser, Uni<Void> brokenOff) {
        return Uni.createFrom().deferred(() -> {
            TimeSource.Stopwatch stopwatch = time.start();
            ResponseBody body = limit.newBody();
            Uni<Void> read = body.read(Multi.createFrom().deferred(() -> post.apply(request)))
                    .ifNoItem().after(endpoint.timeout()).fail();
            return Uni.combine().any().of(read, brokenOff.onItem().failWith(BrokenOffException::new))
                    .onItemOrFailure().transform((unused, failure) -> {
                        ParsedResponse<T> parsed = guarded(() -> parsed(endpoint, request.head(), body, failure, parser));
                        return attempt(description, stopwatch, request.head(), parsed);
                    })
                    .onTermination().invoke(body::close);
        });
    }

    private <T> Attempt<T> attempt(CallDescription description, TimeSource.Stopwatch stopwatch, Optional<Head> head,
            ParsedResponse<T> parsed) {
        Attempt<T> attempt = new Attempt<>(callIds.get(), description, stopwatch.startedAt(), stopwatch.elapsed(),
                head.map(Head::status).orElse(null), parsed,
                prices.of(description, parsed.usage(), stopwatch.startedAt()), false);
        meter.record(attempt);
        return attempt;
    }

    /** An answer that no code foresaw may be paid all the same. */
    private static <T> ParsedResponse<T> guarded(Supplier<ParsedResponse<T>> reading) {
        try {
            return reading.get();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("provider response could not be read, an error inside the service", e);
            return failed(ErrorType.INTERNAL, "the agent failed to read the answer, see its log");
        }
    }

    private <T> ParsedResponse<T> parsed(Endpoint endpoint, Optional<Head> head, ResponseBody body, Throwable failure,
            ResponseParser<T> parser) {
        if (failure == null && head.isPresent()) {
            return reader.read(head.get(), body, parser);
        }
        if (failure instanceof TimeoutException) {
            return failed(ErrorType.TIMEOUT, "no answer within " + endpoint.timeout().toMillis() + " ms");
        }
        if (failure instanceof TooLargeException) {
            return failed(ErrorType.INVALID_RESPONSE, failure.getMessage());
        }
        if (failure instanceof BrokenOffException) {
            return failed(ErrorType.CONNECTION,
                    "broken off before the answer came, because another replica takes the run over");
        }
        LOG.debugf(failure, "provider not reached provider=%s", endpoint.provider());
        return failed(ErrorType.CONNECTION, ConnectionFault.sentence(failure, endpoint.address()));
    }

    private static <T> ParsedResponse<T> failed(String errorType, String message) {
        return ParsedResponse.of(Failure.because(errorType, message));
    }

    private static final class BrokenOffException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
