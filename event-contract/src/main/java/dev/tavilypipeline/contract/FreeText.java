package dev.tavilypipeline.contract;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Makes free text safe for every store: well-formed, at most {@value #MAX_BYTES} bytes of UTF-8, with a mark where it was cut.
 * A lone surrogate becomes {@code ?}: JSON allows it, but the warehouse could not load it.
 */
final class FreeText {

    static final int MAX_BYTES = 2048;
    static final String MARK = " …[cut]";

    /** Matches lone surrogates only, because a pattern reads a pair as one code point. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private FreeText() {
    }

    /** A lone surrogate becomes the percent-encoded replacement character, because a {@code ?} would start the query part. */
    static URI wellFormed(URI url) {
        String text = url.toString();
        return StandardCharsets.UTF_8.newEncoder().canEncode(text) ? url
                : URI.create(LONE_SURROGATE.matcher(text).replaceAll("%EF%BF%BD"));
    }

    /** Idempotent: returns a text that was cut before unchanged. */
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
            end--; // do not split a character
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + MARK;
    }
}
