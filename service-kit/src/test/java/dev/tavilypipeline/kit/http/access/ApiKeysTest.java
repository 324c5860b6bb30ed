package dev.tavilypipeline.kit.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    @Test
    void shouldTellTheOwnerOfAKey() {
        ApiKeys keys = ApiKeys.of("ci:0123456789abcdef, ops:fedcba9876543210");

        assertThat(keys.nameOf("fedcba9876543210")).contains("ops");
        assertThat(keys.nameOf("0123456789abcdeF")).isEmpty();
        assertThat(keys.nameOf("")).isEmpty();
    }

    @Test
    void shouldKnowTheOldAndTheNewKeyOfAName() {
        ApiKeys keys = ApiKeys.of("ci:0123456789abcdef,ops:aaaaaaaaaaaaaaaa,ci:fedcba9876543210");

        assertThat(keys.nameOf("0123456789abcdef")).contains("ci");
        assertThat(keys.nameOf("fedcba9876543210")).contains("ci");
        assertThat(keys.keysOf("ci")).containsExactly("0123456789abcdef", "fedcba9876543210");
        assertThat(keys.keysOf("nobody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "0123456789abcdef", "ci:short", "ci:0123456789abcdef,ops:0123456789abcdef", "c i:0123456789abcdef",
            "ci:0123456789abcdef,x", ":0123456789abcdef" })
    void shouldRefuseWhatIsNoPairWithoutRepeatingAKey(String setting) {
        assertThatThrownBy(() -> ApiKeys.of(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("0123456789abcdef");
    }
}
