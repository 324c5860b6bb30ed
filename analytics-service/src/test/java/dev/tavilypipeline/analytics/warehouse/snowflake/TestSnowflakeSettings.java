package dev.tavilypipeline.analytics.warehouse.snowflake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings as a user gives them, by the names of the environment variables. */
public record TestSnowflakeSettings(Map<String, String> given, Duration timeout, int connections) implements SnowflakeSettings {

    /** Enough to log in with a password. */
    public static TestSnowflakeSettings withPassword() {
        return new TestSnowflakeSettings(
                Map.of("ACCOUNT", "org-account", "USER", "ada", "PASSWORD", "p4ss-w0rd", "WAREHOUSE", "wh",
                        "DATABASE", SnowflakeTables.DATABASE, "SCHEMA", SnowflakeTables.SCHEMA),
                Duration.ofSeconds(30), 4);
    }

    public TestSnowflakeSettings with(String name, String value) {
        Map<String, String> all = new HashMap<>(given);
        all.put(name, value);
        return new TestSnowflakeSettings(all, timeout, connections);
    }

    public TestSnowflakeSettings without(String name) {
        Map<String, String> all = new HashMap<>(given);
        all.remove(name);
        return new TestSnowflakeSettings(all, timeout, connections);
    }

    public TestSnowflakeSettings with(Duration longest, int sessions) {
        return new TestSnowflakeSettings(given, longest, sessions);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(given.get(name));
    }

    @Override
    public Optional<String> account() {
        return value("ACCOUNT");
    }

    @Override
    public Optional<String> url() {
        return value("URL");
    }

    @Override
    public Optional<String> user() {
        return value("USER");
    }

    @Override
    public Optional<String> password() {
        return value("PASSWORD");
    }

    @Override
    public Optional<Path> privateKeyFile() {
        return value("PRIVATE_KEY_FILE").map(Path::of);
    }

    @Override
    public Optional<String> privateKeyPassphrase() {
        return value("PRIVATE_KEY_PASSPHRASE");
    }

    @Override
    public Optional<Path> tokenFile() {
        return value("TOKEN_FILE").map(Path::of);
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return value("AUTHENTICATOR").map(new Authenticator.Reader()::convert);
    }

    @Override
    public Optional<String> role() {
        return value("ROLE");
    }

    @Override
    public Optional<String> warehouse() {
        return value("WAREHOUSE");
    }

    @Override
    public Optional<String> database() {
        return value("DATABASE");
    }

    @Override
    public Optional<String> schema() {
        return value("SCHEMA");
    }
}
