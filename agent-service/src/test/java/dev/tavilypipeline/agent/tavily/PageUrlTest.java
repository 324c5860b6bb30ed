package dev.tavilypipeline.agent.tavily;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlTest {

    @ParameterizedTest
    @CsvSource({ "https://example.com/a b|c?q={x},https://example.com/a%20b%7Cc?q=%7Bx%7D",
            "https://www.psychic_bazaar.example/a.html,https://www.psychic_bazaar.example/a.html",
            "https://bücher.example/ä,https://xn--bcher-kva.example/%C3%A4",
            "https://example.com/100%,https://example.com/100%25", "https://example.com/%41%4,https://example.com/%41%254",
            "https://example.com/a[1]?b[]=2#c[3],https://example.com/a%5B1%5D?b%5B%5D=2#c%5B3%5D",
            "HTTPS://Example.COM:443/A,https://example.com/A", "http://example.com:8080,http://example.com:8080",
            "https://example.com:/a,https://example.com/a", "https://me:secret@example.com/,https://example.com/",
            "https:\\\\example.com\\a,https://example.com/a", "http://[2001:DB8::1]:81/,http://[2001:db8::1]:81/",
            "https://example.com/a#b#c,https://example.com/a#b%23c", "https://example.com/a?b?c,https://example.com/a?b?c" })
    void shouldTakeWhatABrowserOpens(String url, String escaped) {
        assertThat(PageUrl.parse(url)).contains(URI.create(escaped));
        assertThat(PageUrl.parse(escaped)).contains(URI.create(escaped));
    }

    @Test
    void shouldReplaceHalfACharacter() {
        assertThat(PageUrl.parse("https://acme.example/p/\ud83d")).contains(URI.create("https://acme.example/p/%EF%BF%BD"));
    }

    @Test
    void shouldTakeAddressesOfUpTo8000Characters() {
        assertThat(PageUrl.parse("https://example.com/" + "x".repeat(7_980))).isPresent();
        assertThat(PageUrl.parse("https://example.com/" + "x".repeat(7_981))).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "acme", "/about", "ftp://example.com/", "javascript:alert(1)", "https:///path", "https://",
            "http://[oops", "https://exa mple.com/", "https://example.com:99999/", "https://%00/", "https://a<b/",
            "https://@/" })
    void shouldRefuseWhatIsNoWebPage(String url) {
        assertThat(PageUrl.parse(url)).isEmpty();
    }
}
