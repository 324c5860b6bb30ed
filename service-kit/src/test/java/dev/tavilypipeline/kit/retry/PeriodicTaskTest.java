package dev.tavilypipeline.kit.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

    private final Logger logger = Logger.getLogger(PeriodicTask.class.getName());
    private final List<Level> levels = new ArrayList<>();
    private final Handler ear = new Handler() {

        @Override
        public void publish(LogRecord record) {
            levels.add(record.getLevel());
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };
    private final PeriodicTask task = new PeriodicTask("testing");
    private int done;

    @BeforeEach
    void listen() {
        logger.addHandler(ear);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(ear);
    }

    @Test
    void shouldTellThatRoundsFailAndThatTheyWorkAgainOnceEach() {
        List.of(true, false, false, false, true, true, false).forEach(works -> task.run(() -> {
            if (!works) {
                throw new IllegalStateException("mongodb is away");
            }
            done++;
        }));

        assertThat(done).isEqualTo(3);
        assertThat(levels).extracting(Level::intValue).containsExactly(Level.WARNING.intValue(), Level.INFO.intValue(),
                Level.WARNING.intValue());
    }
}
