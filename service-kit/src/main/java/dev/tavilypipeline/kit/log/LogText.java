package dev.tavilypipeline.kit.log;

import java.util.logging.LogRecord;

import org.jboss.logmanager.ExtLogRecord;

/** A log record and the text that it will be printed with. */
final class LogText {

    private final ExtLogRecord record;
    private String text;

    LogText(LogRecord record) {
        this.record = ExtLogRecord.wrap(record);
        this.text = String.valueOf(this.record.getFormattedMessage());
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
