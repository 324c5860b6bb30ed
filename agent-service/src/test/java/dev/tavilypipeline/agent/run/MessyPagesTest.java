package dev.tavilypipeline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.agent.run.SearchAnswer.Hit;

/** What is quoted from pages as they are found on the web; all of them are invented. */
class MessyPagesTest {

    static Stream<Arguments> pages() throws IOException {
        try (InputStream file = MessyPagesTest.class.getResourceAsStream("/messy-pages.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(file.readAllBytes()).spliterator(), false)
                    .map(page -> Arguments.of(page.path("name").asText(), page));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void shouldQuoteWholeSentencesAboutTheCompany(String name, JsonNode page) {
        Hit hit = new Hit(page.path("title").asText(), URI.create("https://page.example/"), page.path("content").asText(), 0.9);

        String quotes = Quotes.from(new CompanyNames(page.path("company").asText()), List.of(new NumberedSource(1, hit)));

        assertThat(quotes).isEqualTo(page.path("quote").isNull() ? null : page.path("quote").asText() + " [1]");
    }
}
