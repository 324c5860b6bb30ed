package dev.tavilypipeline.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;

import org.junit.jupiter.api.Test;

class OutboxEntryTest {

    @Test
    void shouldHaveTheSameDigitsInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(OutboxEntry.sortable(Instant.ofEpochMilli(1_767_225_600_123L))).isEqualTo("1767225600123");
            assertThat(OutboxEntry.ofFacts(Instant.ofEpochMilli(5), "v").text()).isEqualTo("f0000000000005/v");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldStayWithinItsDigits() {
        assertThat(OutboxEntry.sortable(Instant.ofEpochMilli(-1))).isEqualTo("0000000000000");
        assertThat(OutboxEntry.sortable(Instant.parse("3000-01-01T00:00:00Z"))).isEqualTo("9999999999999");
    }
}
