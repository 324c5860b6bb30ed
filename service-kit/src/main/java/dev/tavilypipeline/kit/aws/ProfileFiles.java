package dev.tavilypipeline.kit.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;

/** Reloads the profile files every few seconds. The SDK's own supplier never notices a file that is created later. */
final class ProfileFiles implements ProfileFileSupplier {

    private static final Duration RELOAD_AFTER = Duration.ofSeconds(10);

    private final Clock clock;
    private ProfileFile read;
    private Instant readAt;

    ProfileFiles(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized ProfileFile get() {
        Instant now = clock.instant();
        if (read == null || readAt.isBefore(now.minus(RELOAD_AFTER))) {
            read = ProfileFile.defaultProfileFile();
            readAt = now;
        }
        return read;
    }
}
