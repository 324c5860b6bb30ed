package dev.tavilypipeline.bridge.deliver;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.bridge")
interface DestinationSettings {

    /** {@code lake}, {@code firehose}, {@code s3} or {@code none}. */
    String destination();

    Lake lake();

    S3 s3();

    interface S3 {

        /** The bucket that the three tables' prefixes are in. */
        Optional<String> bucket();
    }

    interface Lake {

        /** The folder that the three tables' folders are in. */
        Optional<String> dir();
    }
}
