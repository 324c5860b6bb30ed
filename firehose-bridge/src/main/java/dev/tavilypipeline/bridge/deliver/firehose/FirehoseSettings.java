package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Duration;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.bridge.firehose")
public interface FirehoseSettings {

    /** Of which the three streams have their names, with {@code -runs}, {@code -steps} and {@code -calls} behind it. */
    Optional<String> streamName();

    /** The streams that are named otherwise. */
    Streams stream();

    /** A stream's quota, or what of it is to be used. */
    @Allowed(from = "1", fix = "use 1 or more")
    double recordsPerSecond();

    @Allowed(from = "1", fix = "use 1 or more")
    double callsPerSecond();

    @Allowed(from = "0.1", fix = "use 0.1 or more")
    double mibPerSecond();

    /** Of all streams together. */
    @Allowed(from = "1", to = "64", fix = "use 1 to 64")
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
