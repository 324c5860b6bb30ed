package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.bridge.firehose")
public interface FirehoseSettings {

    /** Of which the three streams have their names, with {@code -runs}, {@code -steps} and {@code -calls} behind it. */
    Optional<String> streamName();

    /** The streams that are named otherwise. */
    Streams stream();

    /** A stream's quota, or what of it is to be used. */
    double recordsPerSecond();

    double callsPerSecond();

    double mibPerSecond();

    /** Of all streams together. */
    int callsAtOnce();

    Duration callTimeout();

    /** Between two tries while a stream is missing or may not be used. */
    Duration mendPause();

    interface Streams {

        Optional<String> runs();

        Optional<String> steps();

        Optional<String> calls();
    }
}
