package dev.tavilypipeline.localstack.start;

/** A part of the stack that cannot start; the message is one sentence that names the part, the reason and the fix. */
public final class StartFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StartFailedException(String message) {
        super(message);
    }

    public StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
