package dev.tavilypipeline.collector.emit;

import java.time.Duration;

/** Settings of a test. */
public record OutboxTimes(Duration missingFactsGracePeriod, Duration relayAfter, Duration relayEvery)
        implements
            OutboxSettings {

    public OutboxTimes(Duration missingFactsGracePeriod, Duration relayAfter) {
        this(missingFactsGracePeriod, relayAfter, Duration.ofSeconds(2));
    }
}
