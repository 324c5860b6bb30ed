package dev.tavilypipeline.analytics.warehouse;

/** The warehouse cannot answer for a window of this size, now or later; for a shorter one it can. */
public final class WindowTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message names the window and what there is too much of; clients see it */
    public WindowTooLargeException(String message) {
        super(message);
    }
}
