package dev.tavilypipeline.cli.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.cli.terminal.FailedException;

class SnowflakeSetupTest {

    private static final Path ROOT = Path.of("..");

    private static String publicKey;
    private static String weakKey;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeKeys() throws NoSuchAlgorithmException {
        publicKey = key(2048);
        weakKey = key(1024);
    }

    private static String key(int bits) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return Base64.getEncoder().encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    }

    private static Map<String, String> complete() {
        return new HashMap<>(Map.of("bucket", "runs-of-acme", "aws_role_arn", "arn:aws:iam::111122223333:role/reads/Runs",
                "service_public_key", publicKey));
    }

    private static SnowflakeSetup setup(String name, String value) {
        Map<String, String> environment = complete();
        environment.put(name, value);
        return new SnowflakeSetup(ROOT, environment);
    }

    @Test
    void shouldNameWhatTheUserHasToSetAndNothingElse() {
        assertThat(new SnowflakeSetup(ROOT, Map.of()).problems()).hasSize(3)
                .allMatch(problem -> problem.contains(" is not set: set it to "))
                .extracting(problem -> problem.split(" ", 2)[0])
                .containsExactly("bucket", "aws_role_arn", "service_public_key");
    }

    @Test
    void shouldPutEverySettingInItsPlace() {
        SnowflakeSetup setup = setup("database", "RESEARCH");

        assertThat(setup.problems()).isEmpty();
        assertThat(setup.sql()).doesNotContain("<%", "CHANGEME", "!source").contains("CREATE DATABASE IF NOT EXISTS RESEARCH\n",
                "URL = 's3://runs-of-acme/'", "RSA_PUBLIC_KEY = '" + publicKey + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "bucket | s3://runs", "bucket | a' DROP", "aws_role_arn | arn:aws:iam::1:role/x",
            "aws_role_arn | arn:aws:iam::111122223333:user/x", "service_public_key | MIIBIjANBgkqhkiG9w0B",
            "service_public_key | -----BEGIN PUBLIC KEY-----", "database | my-db", "database | SNOWFLAKE",
            "owner_role | AccountAdmin", "warehouse | 1WH", "target_lag | 30 seconds", "target_lag | 5", "credit_quota | 0",
            "query_timeout | 1m", "schema | ''" })
    void shouldRefuse(String name, String value) {
        assertThat(setup(name, value).problems()).singleElement().asString().startsWith(name + " ").contains(": set it to ");
    }

    @Test
    void shouldRefuseAWeakKeyWithoutShowingIt() {
        assertThat(setup("service_public_key", weakKey).problems()).singleElement().asString().contains("2048 bits")
                .doesNotContain(weakKey);
    }

    @ParameterizedTest
    @CsvSource({ "reader_role, TAVILY_PIPELINE_owner", "landing_schema, ANALYTICS" })
    void shouldRefuseOneNameForTwoThings(String name, String value) {
        assertThat(setup(name, value).problems()).singleElement().asString().contains(name, "a name of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = { "USE ROLE <% ctx.env.nobody %>;", "USE ROLE <%ctx.env.database%>;", "!load x.sql;" })
    void shouldRefuseWhatTheSettingsDoNotFill(String statement) throws IOException {
        Files.createDirectories(folder.resolve("sql/snowflake"));
        Files.writeString(folder.resolve("sql/snowpipe_setup.sql"), "!source sql/snowflake/1.sql;\n");
        Files.writeString(folder.resolve("sql/snowflake/1.sql"), statement + "\n");
        Files.writeString(folder.resolve("sql/snowflake/snowflake.yml"), "env:\n  database: \"D\" # here\n");

        assertThat(new SnowflakeSetup(folder, Map.of()).problems()).hasSize(1);
    }

    @Test
    void shouldNameTheLineThatIsNoSetting() throws IOException {
        Path file = Files.writeString(folder.resolve("snowflake.yml"), "env:\n\n  # names\n  database D\n");

        assertThatThrownBy(() -> SetupSettings.read(file, Map.of())).isInstanceOf(FailedException.class)
                .hasMessageContaining("line 4 of");
    }
}
