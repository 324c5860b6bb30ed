package dev.tavilypipeline.kit.log;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;

/**
 * What reaches the log: repeated failures once, no passwords, and nothing of what Kafka's connector logs with a stack trace for
 * every record that has to wait, because retries, dead letters and readiness already report it. The filters of Quarkus' own
 * settings do not apply to errors.
 */
@LoggingFilter(name = "service")
public final class ServiceLogFilter implements Filter {

    private static final String CONNECTOR = "io.smallrye.reactive.messaging.kafka";
    private static final List<String> REPORTED_ELSEWHERE = List.of("SRMSG18206", "SRMSG18212", "SRMSG18235");

    /** Polls of a consumer that has left its group, see {@code InstanceName}. */
    private static final String POLL_FAILED = "SRMSG18285";
    /** By name, because a service without Kafka does not have the class. */
    private static final String FENCED = "FencedInstanceIdException";

    private final RepeatedFailures repeated = new RepeatedFailures(System::nanoTime);

    @Override
    public boolean isLoggable(LogRecord record) {
        if (isReportedElsewhere(record)) {
            return false;
        }
        LogText text = new LogText(record);
        Secrets.mask(text);
        return repeated.isLoggable(text);
    }

    private static boolean isReportedElsewhere(LogRecord record) {
        return CONNECTOR.equals(record.getLoggerName()) && record.getMessage() != null
                && (REPORTED_ELSEWHERE.stream().anyMatch(record.getMessage()::startsWith) || isOfALostName(record));
    }

    private static boolean isOfALostName(LogRecord record) {
        return (record.getThrown() != null && FENCED.equals(record.getThrown().getClass().getSimpleName()))
                || (record.getMessage().startsWith(POLL_FAILED) && record.getThrown() instanceof IllegalStateException);
    }
}
