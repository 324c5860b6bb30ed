package dev.tavilypipeline.contract;

/**
 * Values of {@code error_type}: few, stable, fit to group by; the free text goes into {@code error_message}. A string and
 * not an enum in the records, so that a value added by a newer service is read by an older one.
 */
public final class ErrorType {

    public static final String TIMEOUT = "timeout";
    public static final String CONNECTION = "connection";
    public static final String INVALID_RESPONSE = "invalid_response";
    public static final String REFUSED = "refused";
    public static final String NO_SOURCES = "no_sources";
    public static final String NO_MODEL = "no_model";
    public static final String SEARCH_FAILED = "search_failed";
    public static final String BUDGET_EXCEEDED = "budget_exceeded";
    public static final String DEADLINE_EXCEEDED = "deadline_exceeded";
    public static final String CANCELLED = "cancelled";
    public static final String NOT_REACHED = "not_reached";
    public static final String ABANDONED = "abandoned";
    /** A fault of our own, which running the job again did not get over. */
    public static final String INTERNAL = "internal";

    private ErrorType() {
    }

    /** {@code http_429}, {@code http_432} and their like by number; every server error is {@code http_5xx}. */
    public static String http(int status) {
        return status >= 500 ? "http_5xx" : "http_" + status;
    }
}
