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
}
