package dev.tavilypipeline.collector.runs;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes text from outside into Markdown so that it is shown as it is and formats nothing: no link, no image, no citation, no
 * HTML and no change of the writing direction comes from it. The result is one line of valid Unicode.
 */
final class MarkdownText {

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\s\\u0085\\u2028\\u2029]+");
    private static final Pattern INVISIBLE_MARKS = Pattern
            .compile("[\\p{Cc}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Pattern LONE_SURROGATES = Pattern.compile("\\p{Cs}");
    private static final Pattern SYNTAX = Pattern.compile("[\\\\`*_{}\\[\\]()<>#~]");
    private static final Pattern ENTITY = Pattern.compile("&(?=#?[A-Za-z0-9]+;)");
    /** GitHub makes links of addresses in plain text. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?<=\\b(?:https?|ftp)):(?=//)|(?<=\\bwww)\\.|@");
    /** At the beginning of a line these make a list or a heading. */
    private static final Pattern BLOCK_START = Pattern.compile("^(\\d{1,9}(?=\\.(?:\\s|$))|(?=[-+=]))");
    private static final Set<String> LINKED = Set.of("http", "https");
    private static final String REPLACEMENT = "\uFFFD";

    private MarkdownText() {
    }

    static String of(String text) {
        String line = LINE_BREAKS.matcher(LONE_SURROGATES.matcher(text).replaceAll(REPLACEMENT)).replaceAll(" ").strip();
        String shown = INVISIBLE_MARKS.matcher(line).replaceAll("");
        String escaped = SYNTAX.matcher(shown).replaceAll("\\\\$0");
        escaped = ENTITY.matcher(escaped).replaceAll("\\\\$0");
        escaped = ADDRESS.matcher(escaped).replaceAll("\\\\$0");
        return BLOCK_START.matcher(escaped).replaceFirst("$1\\\\");
    }

    /** A link where the address is one of the web, else text. */
    static String link(URI address) {
        String scheme = address.getScheme();
        return scheme != null && LINKED.contains(scheme.toLowerCase(Locale.ROOT))
                ? "<" + address.toASCIIString() + ">"
                : of(address.toString());
    }
}
