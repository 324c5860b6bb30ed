package dev.tavilypipeline.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Accepts what can be part of an address; whether there is such a run the services know. */
final class RunIdConverter implements ITypeConverter<String> {

    @Override
    public String convert(String given) {
        // RUN_ID is what the documents write
        if (!given.matches("[0-9A-Za-z_-]{1,64}")) {
            throw new TypeConversionException("'" + given + "' is not the id of a run");
        }
        return given;
    }
}
