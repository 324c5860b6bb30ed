package dev.tavilypipeline.kit.start;

import java.net.URI;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads the address of another service: {@code http} or {@code https}, a host, and perhaps a path. */
public final class WebAddress implements Converter<URI> {

    private static final long serialVersionUID = 1L;

    @Override
    public URI convert(String text) {
        URI address = parse(text.strip());
        if (address == null || address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
            throw new IllegalArgumentException("give an address with scheme and host, such as http://localhost:8080");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("leave out what follows ? or #: paths are appended to the address");
        }
        return address;
    }

    private static URI parse(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
