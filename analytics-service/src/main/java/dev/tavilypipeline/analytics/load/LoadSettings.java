package dev.tavilypipeline.analytics.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.load")
interface LoadSettings {

    /** The folder that holds {@code runs/}, {@code steps/} and {@code calls/}; it may appear later. */
    Path lakeDir();

    /** The pause between two looks at the recent hour-folders. */
    Duration poll();

    /** How often all folders are looked through. */
    Duration fullPassEvery();

    default void check() {
        if (Files.exists(lakeDir()) && !Files.isDirectory(lakeDir())) {
            throw new SettingRefusedException("PIPELINE_LAKE_DIR", lakeDir().toString(), "name a folder, not a file");
        }
        positive("PIPELINE_LOAD_POLL", poll());
        positive("PIPELINE_LOAD_FULL_PASS_EVERY", fullPassEvery());
    }

    private static void positive(String setting, Duration given) {
        if (given.toMillis() < 1) {
            throw new SettingRefusedException(setting, given.toString(), "give a duration such as 1s");
        }
    }
}
