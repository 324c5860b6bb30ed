package dev.tavilypipeline.analytics.window;

/** The window has more than {@value Buckets#MAX_BUCKETS} buckets of the granularity. */
public final class TooManyBucketsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyBucketsException() {
        super("more than " + Buckets.MAX_BUCKETS + " buckets");
    }
}
