package dev.tavilypipeline.analytics.warehouse;

import dev.tavilypipeline.analytics.window.Window;

/** The warehouse cannot answer for a window of this size, now or later; for a shorter one it can. */
public final class WindowTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message names the window and what there is too much of; clients see it */
    public WindowTooLargeException(String message) {
        super(message);
    }

    /** @param limit of a query, such as {@code 20 s} or {@code 128MB} */
    public static WindowTooLargeException overLimit(Window requested, String limit) {
        return new WindowTooLargeException("the window from " + requested.from() + " to " + requested.to() + " needs more than "
                + limit + ": ask for a shorter one");
    }
}
