package dev.tavilypipeline.analytics.warehouse;

/** Whoever asked has left, so the statement was cancelled. It is no failure of the warehouse. */
public final class RequestCancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RequestCancelledException() {
        super("the client has left");
    }
}
