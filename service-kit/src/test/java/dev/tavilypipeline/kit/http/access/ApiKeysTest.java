package dev.tavilypipeline.kit.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.kit.start.SettingRefusedException;

class ApiKeysTest {

    @Test
    void shouldTellTheOwnerOfAKey() {
        ApiKeys keys = ApiKeys.of(Optional.of("ci:0123456789abcdef, ops:fedcba9876543210"));

        assertThat(keys.areInUse()).isTrue();
        assertThat(keys.nameOf("fedcba9876543210")).contains("ops");
        assertThat(keys.nameOf("0123456789abcdeF")).isEmpty();
        assertThat(keys.nameOf("")).isEmpty();
    }

    @Test
    void shouldNotBeInUseWithoutKeys() {
        assertThat(ApiKeys.of(Optional.empty()).areInUse()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "0123456789abcdef", "ci:short", "ci:0123456789abcdef,ci:fedcba9876543210", "c i:0123456789abcdef",
            "ci:0123456789abcdef,x", ":0123456789abcdef" })
    void shouldRefuseWhatIsNoPairWithoutRepeatingAKey(String setting) {
        assertThatThrownBy(() -> ApiKeys.of(Optional.of(setting)))
                .isInstanceOf(SettingRefusedException.class)
                .hasMessageContaining("PIPELINE_API_KEYS")
                .hasMessageNotContaining("0123456789abcdef");
    }
}
