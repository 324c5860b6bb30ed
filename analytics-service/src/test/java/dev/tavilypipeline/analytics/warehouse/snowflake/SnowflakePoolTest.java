package dev.tavilypipeline.analytics.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

class SnowflakePoolTest {

    private static final TestSnowflakeSettings SETTINGS = TestSnowflakeSettings.withPassword();

    @Test
    void shouldConnectToTheAccount() {
        assertThat(SnowflakePool.url(SETTINGS)).isEqualTo("jdbc:snowflake://org-account.snowflakecomputing.com/?ssl=on");
    }

    @Test
    void shouldConnectToAnotherAddress() {
        assertThat(SnowflakePool.url(SETTINGS.with("URL", "https://org.privatelink.snowflakecomputing.com/")))
                .isEqualTo("jdbc:snowflake://org.privatelink.snowflakecomputing.com/?ssl=on");
        assertThat(SnowflakePool.url(SETTINGS.with("URL", "http://localhost:1234")))
                .isEqualTo("jdbc:snowflake://localhost:1234/?ssl=off");
    }

    @Test
    void shouldBoundStatementsAndSilence() {
        assertThat(SnowflakePool.properties(SETTINGS.with(Duration.ofSeconds(20), 4)))
                .containsEntry("STATEMENT_TIMEOUT_IN_SECONDS", "18")
                .containsEntry("HTTP_CLIENT_SOCKET_TIMEOUT", "20000")
                .containsEntry("networkTimeout", "20000")
                .containsEntry("loginTimeout", "10");
    }

    @Test
    void shouldUseTheRoleIfOneIsNamed() {
        assertThat(SnowflakePool.properties(SETTINGS)).doesNotContainKey("role");
        assertThat(SnowflakePool.properties(SETTINGS.with("ROLE", "reader"))).containsEntry("role", "reader");
    }

    @Test
    void shouldHaveNoSecretAmongThePropertiesOfAllSessions() {
        Map<String, String> properties = SnowflakePool.properties(SETTINGS.with("PRIVATE_KEY_PASSPHRASE", "p4ss-w0rd"));

        assertThat(properties.values()).doesNotContain("p4ss-w0rd");
    }
}
