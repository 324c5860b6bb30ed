package dev.tavilypipeline.collector.store;

import org.eclipse.microprofile.config.spi.Converter;

import com.mongodb.MongoNamespace;

/** Reads the name of a database as far as MongoDB allows it. */
public final class DatabaseName implements Converter<String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String text) {
        MongoNamespace.checkDatabaseNameValidity(text);
        return text;
    }
}
