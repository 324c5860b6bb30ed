package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Duration;
import java.util.Optional;

/** Settings with practically no limits, and a short delay while blocked. */
record TestSettings(Optional<String> streamName, Optional<String> calls, Duration callTimeout) implements FirehoseSettings {

    static final String STREAM = "kpi";

    static TestSettings ofStream(String name) {
        return new TestSettings(Optional.of(name), Optional.empty(), Duration.ofSeconds(30));
    }

    TestSettings withCalls(String name) {
        return new TestSettings(streamName, Optional.of(name), callTimeout);
    }

    TestSettings withCallTimeout(Duration timeout) {
        return new TestSettings(streamName, calls, timeout);
    }

    @Override
    public Streams stream() {
        return new OwnNames(Optional.empty(), Optional.empty(), calls);
    }

    @Override
    public double recordsPerSecond() {
        return 1e6;
    }

    @Override
    public double callsPerSecond() {
        return 1e6;
    }

    @Override
    public double mibPerSecond() {
        return 1e6;
    }

    @Override
    public int callsAtOnce() {
        return 4;
    }

    @Override
    public Duration blockedRetryDelay() {
        return Duration.ofMillis(50);
    }

    private record OwnNames(Optional<String> runs, Optional<String> steps, Optional<String> calls) implements Streams {
    }
}
