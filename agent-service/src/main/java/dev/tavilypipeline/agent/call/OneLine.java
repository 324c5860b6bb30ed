package dev.tavilypipeline.agent.call;

import java.util.regex.Pattern;

/**
 * Text of a provider, fit to be quoted and to be written as UTF-8: whitespace, control characters and the halves of
 * characters that providers' own cuts leave behind become one space.
 */
public final class OneLine {

    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cc}\\p{Cs}]+");

    private OneLine() {
    }

    /** @return null for null */
    public static String of(String text) {
        return text == null ? null : GAP.matcher(text).replaceAll(" ").strip();
    }

    /** @param maxCharacters after which it is cut, between two code points */
    public static String of(String text, int maxCharacters) {
        return text == null ? null : cut(of(cut(text, 2 * maxCharacters)), maxCharacters);
    }

    /** The beginning of a text, without half a character at its end. */
    public static String cut(String text, int maxCharacters) {
        if (text.length() <= maxCharacters) {
            return text;
        }
        boolean inside = Character.isHighSurrogate(text.charAt(maxCharacters - 1))
                && Character.isLowSurrogate(text.charAt(maxCharacters));
        return text.substring(0, inside ? maxCharacters - 1 : maxCharacters);
    }
}
