package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Duration;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.bridge.firehose")
public interface FirehoseSettings {

    /** The streams are named after it, with {@code -runs}, {@code -steps} and {@code -calls} appended. */
    Optional<String> streamName();

    /** Names of single streams, in place of those derived from {@link #streamName()}. */
    Streams stream();

    /** What to use of each stream's quota. */
    @Allowed(from = "1", fix = "use 1 or more")
    double recordsPerSecond();

    @Allowed(from = "1", fix = "use 1 or more")
    double callsPerSecond();

    @Allowed(from = "0.1", fix = "use 0.1 or more")
    double mibPerSecond();

    /** Calls in flight, of all streams together. */
    @Allowed(from = "1", to = "64", fix = "use 1 to 64")
    int callsAtOnce();

    Duration callTimeout();

    /** Between two attempts while a stream is blocked: missing, forbidden, or rejecting everything. */
    Duration blockedRetryDelay();

    interface Streams {

        Optional<String> runs();

        Optional<String> steps();

        Optional<String> calls();
    }
}
