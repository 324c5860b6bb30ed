package dev.tavilypipeline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.run.SearchAnswer.Hit;

class QuotesTest {

    @Test
    void shouldCiteEachSourceByItsNumber() {
        assertThat(Quotes.from(List.of(page(4, "It makes cars."), page(1, "It makes trucks."))))
                .isEqualTo("It makes cars. [4] It makes trucks. [1]");
    }

    @Test
    void shouldQuoteWholeSentencesWhereTheyFit() {
        String fits = "Founded in 1903, it makes cars. ".repeat(5);
        assertThat(Quotes.from(List.of(page(1, fits + "And this one is beyond what fits into a quotation, whatever it says."))))
                .isEqualTo(fits.strip() + " [1]");
    }

    @Test
    void shouldCutALongSentenceBetweenWords() {
        String quotes = Quotes.from(List.of(page(1, "longest ".repeat(60))));

        assertThat(quotes).startsWith("longest longest").endsWith("longest… [1]").hasSizeLessThan(206);
    }

    @Test
    void shouldCutWhatHasNoWords() {
        assertThat(Quotes.from(List.of(page(1, "x".repeat(500))))).isEqualTo("x".repeat(199) + "… [1]");
    }

    @Test
    void shouldKeepTheCitationsOfTheLongestTextInAnyScript() {
        List<NumberedSource> sources = IntStream.rangeClosed(37, 40).mapToObj(n -> page(n, "漢".repeat(500))).toList();

        String quotes = Quotes.from(sources);

        assertThat(quotes).contains("[37]", "[38]", "[39]");
        assertThat(quotes.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2048);
    }

    @Test
    void shouldPassOverPagesWithoutWords() {
        assertThat(Quotes.from(List.of(page(1, " ")))).isNull();
    }

    private static NumberedSource page(int number, String content) {
        return new NumberedSource(number, new Hit("t", URI.create("https://example.com/" + number), content, null));
    }
}
