package dev.tavilypipeline.agent.run;

import java.util.Locale;
import java.util.Set;

import dev.tavilypipeline.agent.call.OneLine;

/**
 * What a model made of the sources; null where they do not say.
 *
 * @param companyName the name by which the company is generally known
 * @param industry one label, as in {@link Industries} if it is one of them
 */
public record CompanySummary(String companyName, String industry) {

    private static final int MAX_LENGTH = 200;
    private static final Set<String> NO_ANSWER = Set.of("", "null", "none", "n/a", "unknown", "not specified", "not available");

    public CompanySummary {
        companyName = label(companyName);
        industry = industry == null || label(industry) == null ? null : Industries.canonical(label(industry));
    }

    /** What is empty, or too long to be a name, is no answer. */
    private static String label(String text) {
        String label = OneLine.of(text);
        return label == null || label.length() > MAX_LENGTH || NO_ANSWER.contains(label.toLowerCase(Locale.ROOT)) ? null
                : label;
    }
}
