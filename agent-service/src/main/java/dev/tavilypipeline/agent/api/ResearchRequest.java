package dev.tavilypipeline.agent.api;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.kit.http.ProblemException;

/**
 * What a client asks for; null where it leaves a choice to us.
 *
 * @param company 1 to 200 characters
 * @param maxSources sources asked of each search, 1 to 20, else 5
 * @param deliver whether the run counts in the KPIs, else {@code true}
 */
record ResearchRequest(String company, Integer maxSources, Boolean deliver) {

    private static final int LONGEST_COMPANY = 200;
    private static final int MOST_SOURCES = 20;
    private static final int DEFAULT_SOURCES = 5;
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]*");
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    /**
     * @param client null where clients have no names
     * @throws ProblemException naming the field that is wrong
     */
    ResearchJob toJob(UUID runId, Instant requestedAt, String client) {
        return new ResearchJob(runId, validCompany(), validMaxSources(), deliver == null || deliver, requestedAt, client, null);
    }

    private String validCompany() {
        if (company == null || INVISIBLE.matcher(company).matches()) {
            throw ProblemException.badField("company", "company is missing: give the name of one");
        }
        if (company.codePointCount(0, company.length()) > LONGEST_COMPANY) {
            throw ProblemException.badField("company", "company has more than " + LONGEST_COMPANY + " characters");
        }
        if (NO_TEXT.matcher(company).find()) {
            throw ProblemException.badField("company", "company has characters in it that are no text");
        }
        return company;
    }

    private int validMaxSources() {
        if (maxSources == null) {
            return DEFAULT_SOURCES;
        }
        if (maxSources < 1 || maxSources > MOST_SOURCES) {
            throw ProblemException.badField("max_sources", "max_sources must be 1 to " + MOST_SOURCES);
        }
        return maxSources;
    }
}
