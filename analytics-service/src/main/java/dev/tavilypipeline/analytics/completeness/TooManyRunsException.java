package dev.tavilypipeline.analytics.completeness;

/** The window has more runs than one check compares. */
final class TooManyRunsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyRunsException() {
        super("the window has more than " + Ledger.MAX_RUNS + " runs: ask for a shorter one");
    }
}
