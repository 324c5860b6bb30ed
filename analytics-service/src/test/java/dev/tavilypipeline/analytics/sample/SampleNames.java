package dev.tavilypipeline.analytics.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Names in many spellings, and names that break a table, a sort order or a spreadsheet. */
final class SampleNames {

    private static final List<String> ODD = Arrays.asList("OpenAI", "openai", " OpenAI ", "Nestl\u00E9", "Nestle\u0301",
            "Nest\u200Bl\u00E9", "Nestl\u00E9\u00A0", "NESTL\u00C9", " Tesla", "Tesla", "Te\u00ADsla", "\u202ATesla\u202C",
            "Siemens AG", "Siemens  AG", "SIEMENS\u00A0AG", "\tSiemens AG", "\u00D8rsted", "\u00F8rsted\uFEFF",
            "J\u030Cupa", "\u01F0upa", "Cafe\u200B\u0301", "caf\u00E9",
            // above the surrogates of UTF-16 and below them by code point
            "\uD835\uDC00cme", "\uFF21cme", "ISTANBUL", "istanbul", "\u0130stanbul",
            "=1+1", "@home", "-Dash", " =2+2", "A & W \"Tiefbau\", GmbH", "line\nbreak", null, "", " ", "\u200B");
    private static final int COMMON = 130;

    private static final List<String> INDUSTRIES = Arrays.asList("Software", "Software", "software ", "\u00C9nergie",
            "E\u0301nergie",
            "Oil  & Gas", "Oil & Gas", "Cars", "", null);

    private SampleNames() {
    }

    static String industry(Random random) {
        return INDUSTRIES.get(random.nextInt(INDUSTRIES.size()));
    }

    static String company(Random random) {
        return random.nextBoolean() ? ODD.get(random.nextInt(ODD.size())) : "Company " + random.nextInt(COMMON);
    }

    static String query(Random random, String company) {
        return random.nextInt(4) > 0 ? company : company + (random.nextBoolean() ? " News" : "  news ");
    }
}
