package dev.tavilypipeline.contract;

/**
 * Values of {@code error_type}. There are few and they never change, so queries can group by them; free text goes into
 * {@code error_message}. The records use strings and not an enum, so that an older service can read the value of a newer one.
 */
public final class ErrorType {

    public static final String TIMEOUT = "timeout";
    public static final String CONNECTION = "connection";
    public static final String INVALID_RESPONSE = "invalid_response";
    /** The account has no money or quota left. Unlike a rate limit it does not pass by itself. */
    public static final String INSUFFICIENT_QUOTA = "insufficient_quota";
    public static final String REFUSED = "refused";
    public static final String NO_SOURCES = "no_sources";
    public static final String NO_MODEL = "no_model";
    public static final String SEARCH_FAILED = "search_failed";
    public static final String BUDGET_EXCEEDED = "budget_exceeded";
    public static final String DEADLINE_EXCEEDED = "deadline_exceeded";
    public static final String CANCELLED = "cancelled";
    public static final String NOT_REACHED = "not_reached";
    public static final String ABANDONED = "abandoned";
    /** A fault in our code that occurred again when the job was executed again. */
    public static final String INTERNAL = "internal";

    private ErrorType() {
    }

    /** {@code http_429}, {@code http_432} and other client errors by number; {@code http_5xx} for every server error. */
    public static String http(int status) {
        return status >= 500 ? "http_5xx" : "http_" + status;
    }
}
