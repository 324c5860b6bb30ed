package dev.tavilypipeline.agent.run;

import dev.tavilypipeline.agent.call.OneLine;

/**
 * What a model made of the sources; null where they do not say.
 *
 * @param companyName the name by which the company is generally known
 * @param industry one label
 */
public record CompanySummary(String companyName, String industry) {

    private static final int LONGEST = 200;

    public CompanySummary {
        companyName = label(companyName);
        industry = label(industry);
    }

    /** What is empty, or too long to be a name, is no answer. */
    private static String label(String text) {
        String label = OneLine.of(text);
        return label == null || label.isEmpty() || label.length() > LONGEST ? null : label;
    }
}
