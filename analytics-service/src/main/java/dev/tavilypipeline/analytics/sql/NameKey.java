package dev.tavilypipeline.analytics.sql;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The key by which names are compared: two names that differ only in case, Unicode composition, characters without width, or
 * the
 * number of blanks are one. Columns {@code company_key} and {@code query_key} of {@code agent_runs} hold it.
 */
public final class NameKey {

    /** Soft hyphen, zero-width space to right-to-left mark, directions, word joiner to invisible plus, byte order mark. */
    private static final Pattern NO_WIDTH = Pattern
            .compile("[\\u00AD\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u0085\\p{Z}]+");

    private NameKey() {
    }

    /** @return null for null and for a name without a visible character */
    public static String of(String name) {
        if (name == null) {
            return null;
        }
        String visible = NO_WIDTH.matcher(name).replaceAll("");
        // composed before and after: what a character without width kept apart, and lower case that has no upper case
        String lower = Normalizer.normalize(visible, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String key = BLANKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFC)).replaceAll(" ").strip();
        return key.isEmpty() ? null : key;
    }
}
