package dev.tavilypipeline.bridge.deliver.firehose;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamStatus;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamType;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;

/**
 * Whether a stream would accept rows. While it has accepted rows within a minute, Firehose is not asked. Otherwise the stream
 * is described every {@link #WHILE_WELL}, or every {@link #WHILE_NOT} if it is not ready, because AWS limits these calls for
 * an account. If Firehose throttles even these, the last answer is used. Not thread-safe.
 */
final class StreamCheck {

    static final Duration WHILE_WELL = Duration.ofSeconds(15);
    static final Duration WHILE_NOT = Duration.ofSeconds(4);
    private static final Duration ACCEPTED_LATELY = Duration.ofMinutes(1);

    private final String stream;
    private final StreamState state;
    private final StreamNames names;
    private final FirehoseApi api;
    private final Clock clock;
    private Instant nextRefresh = Instant.MIN;
    private Optional<String> lastAnswer = Optional.empty();

    StreamCheck(String stream, StreamState state, StreamNames names, FirehoseApi api, Clock clock) {
        this.stream = stream;
        this.state = state;
        this.names = names;
        this.api = api;
        this.clock = clock;
    }

    /** @throws IOException if the stream would accept nothing; the message says how to correct that */
    void check() throws IOException, InterruptedException {
        Optional<String> problem = state.problem();
        if (problem.isEmpty() && state.acceptedWithin(ACCEPTED_LATELY)) {
            return;
        }
        Instant now = clock.instant();
        if (!now.isBefore(nextRefresh)) {
            lastAnswer = refresh();
            nextRefresh = now.plus(lastAnswer.isEmpty() ? WHILE_WELL : WHILE_NOT);
        }
        Optional<String> reason = lastAnswer.or(() -> problem);
        if (reason.isPresent()) {
            throw new IOException(reason.get());
        }
    }

    private Optional<String> refresh() throws InterruptedException {
        try {
            return problem(api.describe(stream));
        } catch (ExecutionException e) {
            PutResult.Failure failure = api.classify(e.getCause());
            if (failure instanceof PutResult.Retryable retryable && retryable.throttled()) {
                return lastAnswer;
            }
            return Optional.of(e.getCause() instanceof ResourceNotFoundException ? missing()
                    : "stream " + stream + ": " + failure.reason());
        } catch (TimeoutException e) {
            return Optional.of("Firehose does not answer within " + FirehoseApi.DESCRIBE_TIMEOUT_SECONDS + " s");
        }
    }

    private Optional<String> problem(DeliveryStreamDescription description) {
        if (description.deliveryStreamType() != DeliveryStreamType.DIRECT_PUT && description.deliveryStreamType() != null) {
            return Optional.of("stream " + stream + " is fed by another source (" + description.deliveryStreamTypeAsString()
                    + "): " + names.advice());
        }
        return description.deliveryStreamStatus() == DeliveryStreamStatus.ACTIVE ? Optional.empty()
                : Optional.of("stream " + stream + " is " + description.deliveryStreamStatusAsString()
                        + ": it accepts rows when it is ACTIVE");
    }

    private String missing() throws InterruptedException {
        boolean onlyBase = names.base().isPresent() && exists(names.base().get());
        return "there is " + (onlyBase ? "a stream " + names.base().get() + " but " : "") + "no stream " + stream + ": "
                + names.advice();
    }

    private boolean exists(String other) throws InterruptedException {
        try {
            api.describe(other);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
