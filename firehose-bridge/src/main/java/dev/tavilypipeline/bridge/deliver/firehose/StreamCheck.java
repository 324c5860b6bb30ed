package dev.tavilypipeline.bridge.deliver.firehose;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import software.amazon.awssdk.services.firehose.model.DeliveryStreamStatus;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;

/**
 * Whether a stream would take rows. One that has just taken some is not asked for, and no other more often than every
 * {@link #PATIENCE}: there are few such questions a second for a whole account.
 */
final class StreamCheck {

    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration STILL_TRUE = Duration.ofMinutes(1);
    private static final int TIMEOUT_SECONDS = 3;

    private final StreamDelivery delivery;
    private final StreamNames names;
    private final FirehoseApi api;
    private final Clock clock;
    private Instant askedAt = Instant.MIN;
    private Optional<String> complaint = Optional.empty();

    StreamCheck(StreamDelivery delivery, StreamNames names, FirehoseApi api, Clock clock) {
        this.delivery = delivery;
        this.names = names;
        this.api = api;
        this.clock = clock;
    }

    /** Fails, with the sentence that mends it, where the stream would take nothing. */
    synchronized void check() throws IOException {
        Optional<String> trouble = delivery.state().trouble();
        Instant now = clock.instant();
        if (trouble.isEmpty() && delivery.state().acceptedWithin(STILL_TRUE, now)) {
            return;
        }
        if (askedAt.isBefore(now.minus(PATIENCE))) {
            askedAt = now;
            complaint = ask();
        }
        Optional<String> wrong = complaint.or(() -> trouble);
        if (wrong.isPresent()) {
            throw new IOException(wrong.get());
        }
    }

    private Optional<String> ask() throws InterruptedIOException {
        String stream = delivery.stream();
        try {
            DeliveryStreamStatus status = api.describe(stream).get(TIMEOUT_SECONDS, TimeUnit.SECONDS).deliveryStreamStatus();
            return status == DeliveryStreamStatus.ACTIVE ? Optional.empty()
                    : Optional.of("stream " + stream + " is " + status + ": it takes rows when it is ACTIVE");
        } catch (ExecutionException e) {
            return e.getCause() instanceof ResourceNotFoundException ? Optional.of(missing(stream))
                    : Optional.of("stream " + stream + ": " + reason(ErrorClassifier.answer(e.getCause())));
        } catch (TimeoutException e) {
            return Optional.of("Firehose does not answer within " + TIMEOUT_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking for a stream");
        }
    }

    private String missing(String stream) throws InterruptedIOException {
        boolean onlyBase = names.base().isPresent() && exists(names.base().get());
        return "there is " + (onlyBase ? "a stream " + names.base().get() + " but " : "") + "no stream " + stream + ": "
                + names.advice();
    }

    private boolean exists(String stream) throws InterruptedIOException {
        try {
            api.describe(stream).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking for a stream");
        }
    }

    private static String reason(PutResult answer) {
        if (answer instanceof PutResult.Barred barred) {
            return barred.reason();
        }
        return answer instanceof PutResult.Refused refused ? refused.reason() : ((PutResult.Failed) answer).reason();
    }
}
