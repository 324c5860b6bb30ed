package dev.tavilypipeline.contract;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Free text as it may travel: well-formed, at most {@value #MAX_BYTES} bytes of UTF-8, and a mark where it was cut. Half a
 * surrogate pair becomes {@code ?}: it would pass as JSON, and then stop the warehouse that reads it.
 */
final class FreeText {

    static final int MAX_BYTES = 2048;
    static final String MARK = " …[cut]";

    /** A pair is one code point to a pattern, so that only a half matches. */
    private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

    private FreeText() {
    }

    /** Half a surrogate pair becomes the percent-encoded replacement character, since a {@code ?} would begin a query. */
    static URI wellFormed(URI url) {
        String text = url.toString();
        return StandardCharsets.UTF_8.newEncoder().canEncode(text) ? url
                : URI.create(HALF_PAIR.matcher(text).replaceAll("%EF%BF%BD"));
    }

    /** Cutting is idempotent: a text that was cut once comes back as it is. */
    static String cut(String text) {
        if (text == null) {
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        int end = MAX_BYTES - MARK.getBytes(StandardCharsets.UTF_8).length;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--; // never inside a character
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + MARK;
    }
}
