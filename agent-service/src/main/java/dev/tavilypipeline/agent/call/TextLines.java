package dev.tavilypipeline.agent.call;

import java.util.regex.Pattern;

/**
 * Text of a provider that keeps its line ends, which say where a heading, a table or a menu ends. Otherwise like
 * {@link OneLine}.
 */
public final class TextLines {

    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern GAP = Pattern.compile("[\\p{Zs}\\t\\p{Cs}\\p{Cc}&&[^\\n]]+");

    private TextLines() {
    }

    /** @param maxCharacters after which it is cut, between two code points */
    public static String of(String text, int maxCharacters) {
        String lines = LINE_END.matcher(OneLine.cut(text, maxCharacters)).replaceAll("\n");
        return GAP.matcher(lines).replaceAll(" ").strip();
    }
}
