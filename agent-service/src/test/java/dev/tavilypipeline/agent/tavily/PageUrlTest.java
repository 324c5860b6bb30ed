package dev.tavilypipeline.agent.tavily;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlTest {

    @Test
    void shouldEscapeWhatBrowsersTakeAndUriDoesNot() {
        assertThat(PageUrl.parse("https://example.com/a b|c?q={x}"))
                .contains(URI.create("https://example.com/a%20b%7Cc?q=%7Bx%7D"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "acme", "/about", "ftp://example.com/", "javascript:alert(1)", "https:///path",
            "http://[oops" })
    void shouldRefuseWhatIsNoWebPage(String url) {
        assertThat(PageUrl.parse(url)).isEmpty();
    }
}
