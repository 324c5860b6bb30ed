package dev.tavilypipeline.collector.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Where in MongoDB the runs are. The server itself is {@code MONGODB_URI}. */
@ConfigMapping(prefix = "pipeline.mongodb")
public interface StoreSettings {

    /** {@code PIPELINE_MONGODB_DATABASE} */
    @WithDefault("tavily_pipeline")
    @WithConverter(DatabaseName.class)
    String database();

    /** {@code MONGODB_URI}, which the platform reads too; here it is only checked. */
    @WithConverter(MongoUri.class)
    String uri();
}
