package dev.tavilypipeline.collector.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where in MongoDB the runs are. The server itself is {@code MONGODB_URI}. */
@ConfigMapping(prefix = "pipeline.mongodb")
public interface StoreSettings {

    @WithDefault("tavily_pipeline")
    String database();
}
