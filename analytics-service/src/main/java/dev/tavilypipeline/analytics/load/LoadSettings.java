package dev.tavilypipeline.analytics.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.tavilypipeline.kit.start.CheckedSettings;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.load")
interface LoadSettings extends CheckedSettings {

    /** The folder that holds {@code runs/}, {@code steps/} and {@code calls/}; it may appear later. */
    Path lakeDir();

    /** The pause between two looks at the recent hour-folders. */
    Duration poll();

    /** How often all folders are looked through. */
    Duration fullPassEvery();

    @Override
    default void check() {
        if (Files.exists(lakeDir()) && !Files.isDirectory(lakeDir())) {
            throw new SettingRefusedException("PIPELINE_LAKE_DIR", lakeDir().toString(), "name a folder, not a file");
        }
    }
}
