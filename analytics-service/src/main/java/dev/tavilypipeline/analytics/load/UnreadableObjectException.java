package dev.tavilypipeline.analytics.load;

/** An object that is at fault itself. The reason tells where, and quotes nothing of what stands in it. */
final class UnreadableObjectException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableObjectException(String reason) {
        super(reason);
    }

    UnreadableObjectException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
