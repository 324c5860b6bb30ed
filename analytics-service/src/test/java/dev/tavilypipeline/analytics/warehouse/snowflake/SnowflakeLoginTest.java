package dev.tavilypipeline.analytics.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.kit.start.SettingRefusedException;

class SnowflakeLoginTest {

    private static final TestSnowflakeSettings PASSWORD = TestSnowflakeSettings.withPassword();
    private static final TestSnowflakeSettings NOTHING = PASSWORD.without("PASSWORD");

    @TempDir
    private Path dir;
    private Path key;
    private Path encryptedKey;
    private Path token;

    @BeforeEach
    void write() throws IOException {
        key = Files.writeString(dir.resolve("key.p8"), "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n");
        encryptedKey = Files.writeString(dir.resolve("encrypted.p8"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIE\n");
        token = Files.writeString(dir.resolve("token"), "t0ken\n");
    }

    @Test
    void shouldLogInWithAPassword() {
        assertThat(properties(PASSWORD))
                .isEqualTo(Map.of("authenticator", "snowflake", "user", "ada", "password", "p4ss-w0rd"));
    }

    @Test
    void shouldLogInWithAKey() {
        assertThat(properties(PASSWORD.with("PRIVATE_KEY_FILE", key.toString()))).isEqualTo(
                Map.of("authenticator", "snowflake_jwt", "user", "ada", "private_key_file", key.toString()));
    }

    @Test
    void shouldLogInWithAnEncryptedKey() {
        assertThat(properties(NOTHING.with("PRIVATE_KEY_FILE", encryptedKey.toString()).with("PRIVATE_KEY_PASSPHRASE", "0pen")))
                .isEqualTo(Map.of("authenticator", "snowflake_jwt", "user", "ada", "private_key_file", encryptedKey.toString(),
                        "private_key_pwd", "0pen"));
    }

    @Test
    void shouldLogInWithAProgrammaticAccessToken() {
        assertThat(properties(NOTHING.with("TOKEN_FILE", token.toString()))).isEqualTo(
                Map.of("authenticator", "PROGRAMMATIC_ACCESS_TOKEN", "user", "ada", "token", "t0ken"));
    }

    @Test
    void shouldLogInWithAnOAuthToken() {
        assertThat(properties(NOTHING.without("USER").with("TOKEN_FILE", token.toString()).with("AUTHENTICATOR", "oauth")))
                .isEqualTo(Map.of("authenticator", "oauth", "token", "t0ken"));
    }

    @Test
    void shouldReadAReplacedTokenAtTheNextLogin() throws IOException {
        SnowflakeLogin login = SnowflakeLogin.of(NOTHING.with("TOKEN_FILE", token.toString()));
        Files.writeString(token, "t0ken-2");

        assertThat(login.properties()).containsEntry("token", "t0ken-2");
    }

    @Test
    void shouldShowNoSecret() {
        assertThat(SnowflakeLogin.of(PASSWORD)).hasToString("password user=ada");
        assertThat(SnowflakeLogin.of(NOTHING.with("TOKEN_FILE", token.toString()))).hasToString("token user=ada file=" + token);
        assertThat(SnowflakeLogin.of(NOTHING.with("PRIVATE_KEY_FILE", encryptedKey.toString())
                .with("PRIVATE_KEY_PASSPHRASE", "0pen"))).hasToString("key-pair user=ada file=" + encryptedKey);
    }

    @Test
    void shouldRefuseWhatDoesNotSuffice() throws IOException {
        Path empty = Files.writeString(dir.resolve("empty"), "\n");

        assertRefused(NOTHING, "SNOWFLAKE_PASSWORD= cannot work: give it, or better SNOWFLAKE_PRIVATE_KEY_FILE");
        assertRefused(PASSWORD.without("USER"), "SNOWFLAKE_USER= cannot work");
        assertRefused(NOTHING.with("AUTHENTICATOR", "key-pair"), "SNOWFLAKE_PRIVATE_KEY_FILE= cannot work");
        assertRefused(NOTHING.with("PRIVATE_KEY_FILE", dir + "/none.p8"), "none.p8 cannot work: it cannot be read");
        assertRefused(NOTHING.with("PRIVATE_KEY_FILE", token.toString()), "it holds no private key in PKCS#8 PEM");
        assertRefused(NOTHING.with("PRIVATE_KEY_FILE", encryptedKey.toString()),
                "SNOWFLAKE_PRIVATE_KEY_PASSPHRASE= cannot work");
        assertRefused(NOTHING.with("TOKEN_FILE", empty.toString()), "the file is empty");
    }

    @Test
    void shouldRefuseSettingsWithoutATarget() {
        for (String name : new String[] { "WAREHOUSE", "DATABASE", "SCHEMA" }) {
            assertThatThrownBy(PASSWORD.without(name)::check).isInstanceOf(SettingRefusedException.class)
                    .hasMessageStartingWith("SNOWFLAKE_" + name + "= cannot work: name the");
        }
    }

    private static void assertRefused(TestSnowflakeSettings settings, String message) {
        assertThatThrownBy(settings::check).isInstanceOf(SettingRefusedException.class).hasMessageContaining(message);
    }

    private static Map<?, ?> properties(TestSnowflakeSettings settings) {
        return SnowflakeLogin.of(settings).properties();
    }
}
