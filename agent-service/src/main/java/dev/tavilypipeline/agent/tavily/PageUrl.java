package dev.tavilypipeline.agent.tavily;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as they are found on the web, which is more than {@link URI} takes: what a browser opens is an address, escaped
 * where needed. Credentials in it are left out.
 */
final class PageUrl {

    private static final int MAX_CHARACTERS = 8_000;

    /** Scheme, authority, path, query, fragment. A browser reads a backslash as a slash up to the query. */
    private static final Pattern PARTS = Pattern.compile("(?i)(https?):[/\\\\]{2}([^/\\\\?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::(\\d{0,5}))?");
    private static final Pattern IGNORED = Pattern.compile("[\\t\\r\\n]");
    private static final Pattern NOT_IN_HOST = Pattern.compile("[\\s\\p{Cc}\\p{Cs}<>\\\\^`{|}\"%/?#@,;!*'()&=+$\\[\\]]");
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";
    private static final int MAX_PORT = 65_535;

    private PageUrl() {
    }

    /** @return nothing for what is not the address of a web page, or is longer than 8,000 characters */
    static Optional<URI> parse(String url) {
        if (url == null || url.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        Matcher parts = PARTS.matcher(IGNORED.matcher(url.strip()).replaceAll(""));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        return authority(scheme, parts.group(2)).flatMap(authority -> uri(scheme + "://" + authority
                + escaped(parts.group(3).replace('\\', '/'))
                + (parts.group(4) == null ? "" : "?" + escaped(parts.group(4).substring(1)))
                + (parts.group(5) == null ? "" : "#" + escaped(parts.group(5).substring(1)))));
    }

    private static Optional<URI> uri(String url) {
        try {
            return Optional.of(new URI(url)).filter(uri -> uri.getRawAuthority() != null && url.length() <= MAX_CHARACTERS);
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Host and port, the host in lower case and in ASCII; an underscore in it is fine. */
    private static Optional<String> authority(String scheme, String text) {
        Matcher parts = AUTHORITY.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group(2) == null || parts.group(2).isEmpty() ? "" : ":" + Integer.parseInt(parts.group(2));
        if (!port.isEmpty() && Integer.parseInt(parts.group(2)) > MAX_PORT) {
            return Optional.empty();
        }
        String shown = port.equals(scheme.equals("http") ? ":80" : ":443") ? "" : port;
        return host(parts.group(1)).map(host -> host + shown);
    }

    private static Optional<String> host(String text) {
        if (text.startsWith("[")) {
            return Optional.of(text.toLowerCase(Locale.ROOT));
        }
        try {
            String host = text.contains("%") ? URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8) : text;
            String ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return Optional.of(ascii).filter(name -> !name.isEmpty() && !NOT_IN_HOST.matcher(name).find());
        } catch (IllegalArgumentException noHost) {
            return Optional.empty();
        }
    }

    /** An escape that is complete stays, so that escaping twice changes nothing. */
    private static String escaped(String part) {
        StringBuilder escaped = new StringBuilder(part.length());
        part.codePoints().forEach(c -> {
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0);
            if (plain || c == '%') {
                escaped.append((char) c);
            } else {
                int wellFormed = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\uFFFD' : c;
                for (byte b : Character.toString(wellFormed).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append('%').append("%02X".formatted(b));
                }
            }
        });
        return STRAY_PERCENT.matcher(escaped).replaceAll("%25");
    }
}
