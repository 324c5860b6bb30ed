package dev.tavilypipeline.cli.terminal;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** How many columns of a terminal a text takes: two for Chinese, Japanese and Korean characters, none for accents. */
final class TextWidth {

    private static final Set<UnicodeScript> WIDE = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private TextWidth() {
    }

    static int of(CharSequence text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        return codePoint > 0x1100 && (WIDE.contains(UnicodeScript.of(codePoint))
                || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
                || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF));
    }

    /** The longest beginning of at most {@code width} columns, one character at least. */
    static String cut(String text, int width) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            used += of(codePoint);
            if (used > width && end > 0) {
                return text.substring(0, end);
            }
            end += Character.charCount(codePoint);
        }
        return text;
    }
}
