package dev.tavilypipeline.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTest {

    @Test
    void shouldLeaveNothingAsNothing() {
        assertThat(FreeText.cut(null)).isNull();
        assertThat(FreeText.cut("")).isEmpty();
    }

    @Test
    void shouldLeaveATextThatFits() {
        String fits = "a".repeat(FreeText.MAX_BYTES);

        assertThat(FreeText.cut(fits)).isEqualTo(fits);
    }

    @Test
    void shouldCutOneByteTooManyAndMarkIt() {
        String cut = FreeText.cut("a".repeat(FreeText.MAX_BYTES + 1));

        assertThat(cut).endsWith("a" + FreeText.MARK);
        assertThat(cut.getBytes(UTF_8)).hasSize(FreeText.MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "é", "€", "😀", "a😀é€" })
    void shouldNeverCutInsideACharacter(String character) {
        // each shift moves the limit to another byte of the character
        for (int shift = 0; shift < 8; shift++) {
            String text = "x".repeat(shift) + character.repeat(3000);

            String cut = FreeText.cut(text);

            assertThat(cut).endsWith(FreeText.MARK);
            assertThat(text).startsWith(cut.substring(0, cut.length() - FreeText.MARK.length()));
            assertThat(cut.getBytes(UTF_8).length).isBetween(FreeText.MAX_BYTES - 3, FreeText.MAX_BYTES);
            assertThat(new String(cut.getBytes(UTF_8), UTF_8)).isEqualTo(cut);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "é", "€", "😀", "\uD83D" })
    void shouldBeTheSameWhenCutAgain(String character) {
        String once = FreeText.cut(character.repeat(3000));

        assertThat(FreeText.cut(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Open\uD83DAI", "Open\uDE00AI" })
    void shouldReplaceHalfASurrogatePair(String broken) {
        assertThat(FreeText.cut(broken)).isEqualTo("Open?AI");
    }
}
