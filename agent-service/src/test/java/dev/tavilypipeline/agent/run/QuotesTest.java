package dev.tavilypipeline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.run.SearchAnswer.Hit;

class QuotesTest {

    private static final CompanyNames ACME = new CompanyNames("Acme Inc.");

    @Test
    void shouldCiteEachSourceByItsNumber() {
        assertThat(Quotes.from(ACME, List.of(page(4, "Acme makes cars."), page(1, "Acme makes trucks."))))
                .isEqualTo("Acme makes cars. [4] Acme makes trucks. [1]");
    }

    @Test
    void shouldQuoteWhatIsAboutTheCompany() {
        assertThat(Quotes.from(ACME,
                List.of(page(1, "The weather is fine. Acme makes anvils. It has many rivals. So do others."))))
                .isEqualTo("Acme makes anvils. It has many rivals. [1]");
    }

    @Test
    void shouldQuoteTheFirstSentencesWhereNoneNamesTheCompany() {
        assertThat(Quotes.from(ACME, List.of(page(1, "Anvils are heavy."), page(2, "Hammers are not.")))).isEqualTo(
                "Anvils are heavy. [1] Hammers are not. [2]");
    }

    @Test
    void shouldNotNeedTheStackForTheBracketsOfALink() {
        List<NumberedSource> page = List.of(page(1, "Acme makes [cars](" + "()".repeat(1_400) + ")."));
        CompletableFuture<String> quotes = new CompletableFuture<>();

        new Thread(null, () -> {
            try {
                quotes.complete(Quotes.from(ACME, page));
            } catch (StackOverflowError e) {
                quotes.completeExceptionally(e);
            }
        }, "small-stack", 256 << 10).start();

        assertThat(quotes).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("Acme makes cars. [1]");
    }

    @Test
    void shouldQuoteNoSentenceTwice() {
        assertThat(Quotes.from(ACME, List.of(page(1, "Acme makes cars."), page(2, "Acme makes cars."))))
                .isEqualTo("Acme makes cars. [1]");
    }

    @Test
    void shouldQuoteWholeSentencesOnly() {
        String fits = "Acme was founded in the year 1903, and it has made cars ever since then in its plant. ";
        assertThat(Quotes.from(ACME, List.of(page(1, fits + "Acme " + "sells ".repeat(30) + "them.")))).isEqualTo(fits + "[1]");
        assertThat(Quotes.from(ACME, List.of(page(1, "Acme makes cars and")))).isNull();
        assertThat(Quotes.from(ACME, List.of(page(1, "Acme " + "sells ".repeat(90) + "them.")))).isNull();
    }

    @Test
    void shouldStayWithin600Characters() {
        List<NumberedSource> sources = IntStream.rangeClosed(37, 46)
                .mapToObj(n -> page(n, "Acme " + "sells ".repeat(55) + "them in the year " + n + ".")).toList();

        assertThat(Quotes.from(ACME, sources)).hasSizeLessThanOrEqualTo(600).endsWith("[37]");
    }

    @Test
    void shouldQuoteNothingWhereThereIsNothing() {
        assertThat(Quotes.from(ACME, List.of(page(1, " ")))).isNull();
        assertThat(Quotes.from(ACME, List.of())).isNull();
    }

    private static NumberedSource page(int number, String content) {
        return new NumberedSource(number, new Hit("t", URI.create("https://example.com/" + number), content, null));
    }
}
