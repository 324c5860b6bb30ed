package dev.tavilypipeline.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameKeyTest {

    @ParameterizedTest
    @ValueSource(strings = { "Ørsted A/S", "ørsted a/s", " Ørsted  A/S\t", "Ør\u200Bsted A/S\uFEFF", "Ørsted\u00A0A/S",
            "\u2060Ørs\u00ADted A/S" })
    void shouldBeOneForAllSpellingsOfAName(String spelling) {
        assertThat(NameKey.of(spelling)).isEqualTo("ørsted a/s");
    }

    @Test
    void shouldBeOneForBothCompositions() {
        assertThat(NameKey.of("Nestle\u0301")).isEqualTo(NameKey.of("Nestl\u00E9"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  ", "\u200B", "\u3000\uFEFF" })
    void shouldBeNullForANameThatNobodySees(String name) {
        assertThat(NameKey.of(name)).isNull();
    }
}
