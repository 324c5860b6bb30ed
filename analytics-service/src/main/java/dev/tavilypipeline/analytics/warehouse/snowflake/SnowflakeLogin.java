package dev.tavilypipeline.analytics.warehouse.snowflake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

import dev.tavilypipeline.kit.start.SettingRefusedException;

/**
 * What the driver is given at a login. Files are read at each one, so that a key or token can be replaced without a restart.
 * The text of this object shows no secret.
 */
final class SnowflakeLogin {

    private static final String PLAIN_KEY = "-----BEGIN PRIVATE KEY-----";
    private static final String ENCRYPTED_KEY = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

    private final Authenticator authenticator;
    private final Optional<String> user;
    private final Optional<String> secret;
    private final Path file;

    private SnowflakeLogin(Authenticator authenticator, Optional<String> user, Optional<String> secret, Path file) {
        this.authenticator = authenticator;
        this.user = user;
        this.secret = secret;
        this.file = file;
    }

    /** @throws SettingRefusedException if the settings do not suffice */
    static SnowflakeLogin of(SnowflakeSettings settings) {
        Authenticator authenticator = settings.authenticator().orElseGet(() -> given(settings));
        if (authenticator != Authenticator.OAUTH) {
            SnowflakeSettings.required("SNOWFLAKE_USER", settings.user(), "name the user that logs in");
        }
        return switch (authenticator) {
            case PASSWORD -> {
                SnowflakeSettings.required("SNOWFLAKE_PASSWORD", settings.password(),
                        "give it, or better SNOWFLAKE_PRIVATE_KEY_FILE or SNOWFLAKE_TOKEN_FILE");
                yield new SnowflakeLogin(authenticator, settings.user(), settings.password(), null);
            }
            case TOKEN, OAUTH -> {
                Path file = file("SNOWFLAKE_TOKEN_FILE", settings.tokenFile(), "the token");
                if (read("SNOWFLAKE_TOKEN_FILE", file).isBlank()) {
                    throw new SettingRefusedException("SNOWFLAKE_TOKEN_FILE", file.toString(), "the file is empty");
                }
                yield new SnowflakeLogin(authenticator, settings.user(), Optional.empty(), file);
            }
            case KEY_PAIR -> {
                Path file = file("SNOWFLAKE_PRIVATE_KEY_FILE", settings.privateKeyFile(), "the private key");
                checkKey(file, settings.privateKeyPassphrase());
                yield new SnowflakeLogin(authenticator, settings.user(), settings.privateKeyPassphrase(), file);
            }
        };
    }

    private static Authenticator given(SnowflakeSettings settings) {
        if (settings.privateKeyFile().isPresent()) {
            return Authenticator.KEY_PAIR;
        }
        return settings.tokenFile().isPresent() ? Authenticator.TOKEN : Authenticator.PASSWORD;
    }

    private static Path file(String setting, Optional<Path> file, String what) {
        return file.orElseThrow(() -> new SettingRefusedException(setting, "", "name the file that holds " + what));
    }

    private static void checkKey(Path file, Optional<String> passphrase) {
        String pem = read("SNOWFLAKE_PRIVATE_KEY_FILE", file);
        if (pem.contains(ENCRYPTED_KEY) && passphrase.isEmpty()) {
            throw new SettingRefusedException("SNOWFLAKE_PRIVATE_KEY_PASSPHRASE", "",
                    "the key in " + file + " is encrypted: give its passphrase");
        }
        if (!pem.contains(ENCRYPTED_KEY) && !pem.contains(PLAIN_KEY)) {
            throw new SettingRefusedException("SNOWFLAKE_PRIVATE_KEY_FILE", file.toString(),
                    "it holds no private key in PKCS#8 PEM; openssl pkcs8 -topk8 converts others");
        }
    }

    private static String read(String setting, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SettingRefusedException(setting, file.toString(), "it cannot be read (" + e + ")");
        }
    }

    /** @throws UncheckedIOException if a file cannot be read any more */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("authenticator", authenticator.driverName());
        user.ifPresent(name -> properties.setProperty("user", name));
        switch (authenticator) {
            case PASSWORD -> properties.setProperty("password", secret.orElseThrow());
            case TOKEN, OAUTH -> properties.setProperty("token", token());
            case KEY_PAIR -> {
                properties.setProperty("private_key_file", file.toString());
                secret.ifPresent(passphrase -> properties.setProperty("private_key_pwd", passphrase));
            }
        }
        return properties;
    }

    private String token() {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return authenticator.text() + user.map(name -> " user=" + name).orElse("") + (file == null ? "" : " file=" + file);
    }
}
