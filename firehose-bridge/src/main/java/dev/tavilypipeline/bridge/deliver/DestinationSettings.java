package dev.tavilypipeline.bridge.deliver;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.bridge")
interface DestinationSettings {

    /** {@code lake}, {@code firehose} or {@code none}. */
    String destination();

    Lake lake();

    interface Lake {

        /** The folder that the three tables' folders are in. */
        Optional<String> dir();
    }
}
