package dev.tavilypipeline.kit.log;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** A log record and the text that it will be printed with. */
final class LogText {

    private static final Formatter FORMATTER = new PatternFormatter("%s");

    private final ExtLogRecord record;
    private String text;

    LogText(LogRecord record) {
        this.record = ExtLogRecord.wrap(record);
        this.text = String.valueOf(FORMATTER.formatMessage(this.record));
    }

    ExtLogRecord record() {
        return record;
    }

    String text() {
        return text;
    }

    void replace(String text) {
        this.text = text;
        record.setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
    }
}
