package dev.tavilypipeline.bridge;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.jboss.logmanager.formatters.PatternFormatter;

/** Collects the warnings of a logger. */
public final class LogCapture extends Handler {

    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    private final List<String> warnings;

    public LogCapture(List<String> warnings) {
        this.warnings = warnings;
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            warnings.add(MESSAGE.format(record));
        }
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        // nothing is open
    }
}
