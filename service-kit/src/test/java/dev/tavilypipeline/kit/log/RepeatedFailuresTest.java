package dev.tavilypipeline.kit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class RepeatedFailuresTest {

    private long nanos;
    private final RepeatedFailures failures = new RepeatedFailures(() -> nanos);

    @Test
    void shouldLogThreeHundredIdenticalFailuresOnce() {
        List<String> lines = IntStream.range(0, 300)
                .mapToObj(number -> line(Level.WARNING, "collector not reached run_id=" + UUID.randomUUID() + " try=" + number))
                .filter(failures::isLoggable).map(LogText::text).toList();

        assertThat(lines).hasSize(1);
    }

    @Test
    void shouldSayHowManyWereLeftOut() {
        for (int number = 0; number < 300; number++) {
            failures.isLoggable(line(Level.SEVERE, "request failed number=" + number));
        }
        nanos += RepeatedFailures.INTERVAL.toNanos();
        LogText next = line(Level.SEVERE, "request failed number=301");

        assertThat(failures.isLoggable(next)).isTrue();
        assertThat(next.text()).isEqualTo("request failed number=301 left_out=299");
        assertThat(new LogText(next.record()).text()).isEqualTo(next.text());
    }

    @Test
    void shouldLogOtherFailures() {
        failures.isLoggable(line(Level.WARNING, "collector not reached"));

        assertThat(failures.isLoggable(line(Level.WARNING, "job not acknowledged"))).isTrue();
        LogText thrown = line(Level.WARNING, "collector not reached");
        thrown.record().setThrown(new IllegalStateException("closed"));
        assertThat(failures.isLoggable(thrown)).isTrue();
    }

    @Test
    void shouldLogEveryLineThatIsNoFailure() {
        assertThat(IntStream.range(0, 3).mapToObj(number -> line(Level.INFO, "started")).filter(failures::isLoggable))
                .hasSize(3);
    }

    private static LogText line(Level level, String text) {
        LogRecord record = new ExtLogRecord(level, text, ExtLogRecord.FormatStyle.NO_FORMAT, "test");
        record.setLoggerName("test");
        return new LogText(record);
    }
}
