package dev.tavilypipeline.agent.call;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the memory for responses. One response has up to {@link #MAX_BYTES}. All in flight have {@link #MAX_IN_FLIGHT}
 * together: above it, responses of more than {@link #SMALL} are refused and smaller ones are read. An answer of a search has
 * usually less than {@link #SMALL}, so the second limit matters only while a provider sends too much.
 */
final class BodyLimit {

    static final int MAX_BYTES = 2 << 20;
    static final int MAX_IN_FLIGHT = 12 << 20;
    static final int SMALL = 128 << 10;

    private final AtomicLong inFlight = new AtomicLong();

    ResponseBody newBody() {
        return new ResponseBody(this);
    }

    /** @param total the bytes of this response with the new ones */
    void reserve(int bytes, long total) {
        long sum = inFlight.addAndGet(bytes);
        if (total > MAX_BYTES || (total > SMALL && sum > MAX_IN_FLIGHT)) {
            throw new TooLargeException(total > MAX_BYTES
                    ? "the answer is larger than " + (MAX_BYTES >> 20) + " MiB"
                    : "the answer is large, and so are too many others that are read at the same time");
        }
    }

    void release(long bytes) {
        inFlight.addAndGet(-bytes);
    }

    long inFlight() {
        return inFlight.get();
    }

    /** The rest of the response is not read. */
    static final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }
}
