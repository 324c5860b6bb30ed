package dev.tavilypipeline.agent.run;

import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A short text in the words of the sources, each quotation followed by its source's number: {@code … [1] … [2]}. */
final class Quotes {

    private static final int QUOTATIONS = 3;

    /** Three such quotations stay below what a text may be long, in any script. */
    private static final int LONGEST = 200;

    private Quotes() {
    }

    /** @return null if there is nothing to quote */
    static String from(List<NumberedSource> sources) {
        String text = sources.stream()
                .filter(source -> !source.hit().content().isEmpty())
                .limit(QUOTATIONS)
                .map(source -> beginOf(source.hit().content()) + " [" + source.number() + "]")
                .collect(Collectors.joining(" "));
        return text.isEmpty() ? null : text;
    }

    /** As many whole sentences as fit, or as many words of the first one. */
    private static String beginOf(String content) {
        if (content.length() <= LONGEST) {
            return content;
        }
        int end = lastBreak(BreakIterator.getSentenceInstance(Locale.ROOT), content, LONGEST);
        if (end > 0) {
            return content.substring(0, end).strip();
        }
        end = lastBreak(BreakIterator.getLineInstance(Locale.ROOT), content, LONGEST - 1);
        return content.substring(0, end > 0 ? end : LONGEST - 1).strip() + "…";
    }

    private static int lastBreak(BreakIterator breaks, String text, int limit) {
        breaks.setText(text);
        return breaks.preceding(limit + 1);
    }
}
