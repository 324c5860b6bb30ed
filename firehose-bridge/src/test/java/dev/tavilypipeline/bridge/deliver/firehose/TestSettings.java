package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Duration;
import java.util.Optional;

/** Settings without limits to speak of, and without patience. */
record TestSettings(Optional<String> streamName, Optional<String> calls) implements FirehoseSettings {

    static final String STREAM = "kpi";

    static TestSettings ofStream(String name) {
        return new TestSettings(Optional.of(name), Optional.empty());
    }

    TestSettings withCalls(String name) {
        return new TestSettings(streamName, Optional.of(name));
    }

    @Override
    public Streams stream() {
        return new Own(Optional.empty(), Optional.empty(), calls);
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
    public Duration callTimeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration mendPause() {
        return Duration.ofMillis(50);
    }

    private record Own(Optional<String> runs, Optional<String> steps, Optional<String> calls) implements Streams {
    }
}
