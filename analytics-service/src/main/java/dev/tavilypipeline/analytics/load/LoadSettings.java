package dev.tavilypipeline.analytics.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import dev.tavilypipeline.kit.start.CheckedSettings;
import dev.tavilypipeline.kit.start.DestinationName;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

@ConfigMapping(prefix = "pipeline.load")
interface LoadSettings extends CheckedSettings {

    /** Where firehose-bridge delivers: objects are loaded from there. */
    @WithConverter(DestinationName.Reader.class)
    DestinationName destination();

    /** The folder that holds {@code runs/}, {@code steps/} and {@code calls/}; it may appear later. */
    Path lakeDir();

    /** The bucket that holds {@code runs/}, {@code steps/} and {@code calls/}. */
    Optional<String> bucket();

    /** How often the newest hours are scanned; empty: by the source. */
    Optional<Duration> poll();

    /** How often all hours are scanned. */
    Duration fullScanEvery();

    /** Whether objects are in S3; a destination of none leaves what the folder has. */
    default boolean fromS3() {
        return destination() == DestinationName.S3 || destination() == DestinationName.FIREHOSE;
    }

    @Override
    default void check() {
        if (Files.exists(lakeDir()) && !Files.isDirectory(lakeDir())) {
            throw new SettingRefusedException("PIPELINE_LAKE_DIR", lakeDir().toString(), "name a folder, not a file");
        }
    }
}
