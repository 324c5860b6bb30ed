package dev.tavilypipeline.agent.call;

import java.time.Duration;
import java.time.Instant;

/** Time that passes only when a test lets it. */
public final class TestTimeSource {

    public static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private Duration passed = Duration.ZERO;

    public TimeSource source() {
        return new TimeSource(() -> BEGIN.plus(passed), () -> passed.toNanos());
    }

    public void pass(Duration time) {
        passed = passed.plus(time);
    }
}
