package dev.tavilypipeline.collector.store;

import org.eclipse.microprofile.config.spi.Converter;

import com.mongodb.ConnectionString;

/** Reads a connection string that the driver accepts; whether a server answers there shows later. */
public final class MongoUri implements Converter<String> {

    private static final long serialVersionUID = 1L;

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
