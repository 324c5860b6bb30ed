package dev.tavilypipeline.collector.store;

import org.eclipse.microprofile.config.spi.Converter;

import com.mongodb.ConnectionString;
import com.mongodb.MongoNamespace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Where in MongoDB the runs are. */
@ConfigMapping(prefix = "pipeline.mongodb")
public interface StoreSettings {

    /** {@code PIPELINE_MONGODB_DATABASE} */
    @WithDefault("tavily_pipeline")
    @WithConverter(DatabaseName.class)
    String database();

    /** {@code MONGODB_URI}, which the platform reads too; here it is only checked. */
    @WithConverter(Uri.class)
    String uri();

    /** Accepts what MongoDB allows. */
    record DatabaseName() implements Converter<String> {

        @Override
        public String convert(String text) {
            MongoNamespace.checkDatabaseNameValidity(text);
            return text;
        }
    }

    /** Accepts what the driver accepts; whether a server answers there shows later. */
    record Uri() implements Converter<String> {

        @Override
        public String convert(String text) {
            try {
                // the driver asks the DNS while it parses a mongodb+srv address
                new ConnectionString(text.replaceFirst("^mongodb\\+srv:", "mongodb:"));
                return text;
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "give mongodb://HOST:PORT or mongodb+srv://HOST, such as mongodb://localhost:27017,"
                                + " and percent-encode the characters : / ? # [ ] @ in user and password",
                        e);
            }
        }
    }
}
