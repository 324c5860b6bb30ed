package dev.tavilypipeline.agent.run;

import java.util.List;

/** The labels that a model is asked to choose from, so that runs can be grouped by industry. */
public final class Industries {

    public static final List<String> LABELS = List.of("Aerospace & Defense", "Agriculture", "Artificial Intelligence",
            "Automotive", "Banking", "Biotechnology", "Chemicals", "Cloud Software", "Construction", "Consulting",
            "Consumer Electronics", "Consumer Goods", "Cybersecurity", "E-commerce", "Education", "Energy",
            "Entertainment & Media", "Fashion", "Fintech", "Food & Beverage", "Healthcare", "Hospitality & Travel",
            "Industrial Machinery", "Insurance", "Logistics", "Mining & Metals", "Pharmaceuticals", "Real Estate", "Retail",
            "Semiconductors", "Telecommunications", "Utilities");

    private Industries() {
    }

    /** @return the label as it is written here; another label stays as it is */
    static String canonical(String label) {
        return LABELS.stream().filter(known -> known.equalsIgnoreCase(label)).findFirst().orElse(label);
    }
}
