package dev.tavilypipeline.agent.call;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads a key as it is pasted: with a line end or spaces around it, but never within, where a header could not carry them. */
public final class ApiKey implements Converter<String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String text) {
        String key = text.strip();
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "give the key alone, without spaces, line ends and other characters than ASCII in it");
        }
        return key.isEmpty() ? null : key;
    }
}
