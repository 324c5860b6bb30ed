package dev.tavilypipeline.analytics.warehouse.mongo;

import java.util.Optional;

import org.eclipse.microprofile.config.spi.Converter;

import com.mongodb.ConnectionString;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.WithConverter;

/** Where the collector's documents are. */
public interface MongoSettings {

    /** {@code MONGODB_URI} */
    @Allowed(secret = true)
    @WithConverter(Uri.class)
    Optional<String> uri();

    /** {@code PIPELINE_MONGODB_DATABASE} */
    String database();

    /** {@code PIPELINE_MONGODB_MAX_RUNS}: windows with more runs are refused. */
    @Allowed(from = "1", to = "1000000", fix = "give a number from 1 to 1000000")
    int maxRuns();

    /** Accepts what the driver accepts; whether a server answers there shows later. */
    record Uri() implements Converter<String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String convert(String text) {
            try {
                // the driver asks the DNS while it parses a mongodb+srv address
                new ConnectionString(text.replaceFirst("^mongodb\\+srv:", "mongodb:"));
                return text;
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("give mongodb://HOST:PORT or mongodb+srv://HOST, and percent-encode the"
                        + " characters : / ? # [ ] @ in user and password", e);
            }
        }
    }
}
