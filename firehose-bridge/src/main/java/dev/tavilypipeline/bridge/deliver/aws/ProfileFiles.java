package dev.tavilypipeline.bridge.deliver.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;

/** The files of credentials, read anew every few seconds; the SDK's own looks again only at one that was there at first. */
final class ProfileFiles implements ProfileFileSupplier {

    private static final Duration STILL_TRUE = Duration.ofSeconds(10);

    private final Clock clock;
    private ProfileFile read;
    private Instant readAt;

    ProfileFiles(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized ProfileFile get() {
        Instant now = clock.instant();
        if (read == null || readAt.isBefore(now.minus(STILL_TRUE))) {
            read = ProfileFile.defaultProfileFile();
            readAt = now;
        }
        return read;
    }
}
