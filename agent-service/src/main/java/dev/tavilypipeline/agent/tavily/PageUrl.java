package dev.tavilypipeline.agent.tavily;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as they are found on the web, which is more than {@link URI} takes. */
final class PageUrl {

    private static final int LONGEST = 2_000;
    private static final Pattern UNESCAPED = Pattern.compile("[\\s\"<>\\\\^`{|}]");

    private PageUrl() {
    }

    /** @return nothing for what is not the address of a web page */
    static Optional<URI> parse(String url) {
        if (url == null || url.length() > LONGEST) {
            return Optional.empty();
        }
        String escaped = UNESCAPED.matcher(url.strip())
                .replaceAll(found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8).replace("+", "%20"));
        try {
            return Optional.of(new URI(escaped)).filter(PageUrl::isWebPage);
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    private static boolean isWebPage(URI uri) {
        return uri.getHost() != null && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
    }
}
