package dev.tavilypipeline.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameKeyTest {

    @ParameterizedTest
    @ValueSource(strings = { "Ørsted A/S", "ørsted a/s", " Ørsted  A/S\t", "Ør\u200Bsted A/S\uFEFF", "Ørsted\u00A0A/S",
            "\u2060Ørs\u00ADted A/S", "\u202AØrsted A/S\u202C" })
    void shouldBeOneForAllSpellingsOfAName(String spelling) {
        assertThat(NameKey.of(spelling)).isEqualTo("ørsted a/s");
    }

    @Test
    void shouldBeOneForBothCompositions() {
        assertThat(NameKey.of("Nestle\u0301")).isEqualTo(NameKey.of("Nestl\u00E9"));
        assertThat(NameKey.of("Nestle\u200B\u0301")).isEqualTo(NameKey.of("Nestl\u00E9"));
        // has a composed form in lower case only
        assertThat(NameKey.of("J\u030Cupa")).isEqualTo(NameKey.of("\u01F0upa"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  ", "\u200B", "\u3000\uFEFF" })
    void shouldBeNullForANameThatNobodySees(String name) {
        assertThat(NameKey.of(name)).isNull();
    }
}
