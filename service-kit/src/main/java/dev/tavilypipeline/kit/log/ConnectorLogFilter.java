package dev.tavilypipeline.kit.log;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;

/**
 * Leaves out what Kafka's connector says with a stack trace for every record that has to wait, and which retries, problems and
 * readiness tell in a line. The platform's own filters do not apply to errors.
 */
@LoggingFilter(name = "kafka-connector")
public final class ConnectorLogFilter implements Filter {

    private static final String CONNECTOR = "io.smallrye.reactive.messaging.kafka";
    private static final List<String> SAID_ELSEWHERE = List.of("SRMSG18206", "SRMSG18212", "SRMSG18235");

    @Override
    public boolean isLoggable(LogRecord record) {
        return !CONNECTOR.equals(record.getLoggerName()) || record.getMessage() == null
                || SAID_ELSEWHERE.stream().noneMatch(record.getMessage()::startsWith);
    }
}
