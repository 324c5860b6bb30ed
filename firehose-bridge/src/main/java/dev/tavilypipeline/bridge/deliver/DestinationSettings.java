package dev.tavilypipeline.bridge.deliver;

import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.DestinationName;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithName;

@ConfigMapping(prefix = "pipeline.bridge")
interface DestinationSettings {

    /** {@code lake}, {@code firehose}, {@code s3} or {@code none}. */
    @WithConverter(DestinationName.Reader.class)
    DestinationName destination();

    /** The folder that the three tables' folders are in. */
    @WithName("lake.dir")
    Optional<String> lakeDir();

    /** The bucket that the three tables' prefixes are in. */
    @WithName("s3.bucket")
    @Allowed(pattern = "\\s*[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\\s*", fix = "name the bucket that the objects go to: 3 to 63 lower-case"
            + " letters, digits, dots and hyphens")
    Optional<String> s3Bucket();
}
