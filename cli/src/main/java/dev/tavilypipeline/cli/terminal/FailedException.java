package dev.tavilypipeline.cli.terminal;

/** Ends the command with status 1. The message is shown to the user and says what to do. */
public class FailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FailedException(String message) {
        super(message);
    }

    public FailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
