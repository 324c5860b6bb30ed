package dev.tavilypipeline.analytics.warehouse.snowflake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.smallrye.config.WithConverter;

/** Where Snowflake is and how to log in. Each setting but the last two is the environment variable of its name. */
public interface SnowflakeSettings {

    @Allowed(pattern = "[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9-]+)*(?<!snowflakecomputing\\.com)", fix = "give the account identifier alone, such as orgname-accountname; an address goes into SNOWFLAKE_URL")
    Optional<String> account();

    /** For private links and stand-ins; without it the address follows from the account. */
    @Allowed(pattern = "https?://[^/?#@]+/?", fix = "give https:// and a host, such as https://org-acct.privatelink.snowflakecomputing.com")
    Optional<String> url();

    Optional<String> user();

    @Allowed(secret = true)
    Optional<String> password();

    /** A file with a private key in PKCS#8 PEM; it is read at each login. */
    Optional<Path> privateKeyFile();

    @Allowed(secret = true)
    Optional<String> privateKeyPassphrase();

    /** A file with a programmatic access token or an OAuth access token; it is read at each login. */
    Optional<Path> tokenFile();

    /** Empty: by what is given, a key before a token before a password. */
    @WithConverter(Authenticator.Reader.class)
    Optional<Authenticator> authenticator();

    /** Empty: the user's default. */
    Optional<String> role();

    Optional<String> warehouse();

    Optional<String> database();

    Optional<String> schema();

    /** {@code PIPELINE_SNOWFLAKE_TIMEOUT}: how long a statement may take, with the resumption of a suspended warehouse. */
    @Allowed(from = "1s", to = "5m", fix = "give a time from 1s to 5m")
    Duration timeout();

    /** {@code PIPELINE_SNOWFLAKE_CONNECTIONS}: how many requests are answered at once. */
    @Allowed(from = "1", to = "64", fix = "give a number from 1 to 64")
    int connections();

    /** @throws SettingRefusedException if they do not suffice to log in and to ask */
    default void check() {
        required("SNOWFLAKE_WAREHOUSE", warehouse(), "name the virtual warehouse that runs the queries");
        required("SNOWFLAKE_DATABASE", database(), "name the database that holds agent_runs, run_steps and api_calls");
        required("SNOWFLAKE_SCHEMA", schema(), "name the schema that holds agent_runs, run_steps and api_calls");
        SnowflakeLogin.of(this);
    }

    static String required(String setting, Optional<String> value, String fix) {
        return value.orElseThrow(() -> new SettingRefusedException(setting, "", fix));
    }
}
