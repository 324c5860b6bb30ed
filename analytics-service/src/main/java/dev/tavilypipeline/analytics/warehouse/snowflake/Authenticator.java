package dev.tavilypipeline.analytics.warehouse.snowflake;

import java.util.Locale;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.spi.Converter;

/** How the service proves to Snowflake who it is. */
public enum Authenticator {

    KEY_PAIR("snowflake_jwt"),
    /** A programmatic access token. */
    TOKEN("PROGRAMMATIC_ACCESS_TOKEN"),
    OAUTH("oauth"),
    PASSWORD("snowflake");

    private final String driverName;

    Authenticator(String driverName) {
        this.driverName = driverName;
    }

    /** As it is written in settings. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As the driver calls it. */
    String driverName() {
        return driverName;
    }

    /** Reads exactly {@link #text()}. */
    public static final class Reader implements Converter<Authenticator> {

        private static final long serialVersionUID = 1L;

        @Override
        public Authenticator convert(String text) {
            return Stream.of(values()).filter(name -> name.text().equals(text)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("use key-pair (SNOWFLAKE_PRIVATE_KEY_FILE), token or oauth"
                            + " (SNOWFLAKE_TOKEN_FILE) or password (SNOWFLAKE_PASSWORD)"));
        }
    }
}
