package dev.tavilypipeline.agent.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.SearchDepth;
import dev.tavilypipeline.contract.SearchTopic;
import dev.tavilypipeline.kit.http.ProblemException;

/**
 * What a client asks for; null where it leaves a choice to us.
 *
 * @param company 1 to 200 characters
 * @param maxSources sources asked of each search, 1 to 20, else 5
 * @param deliver whether the run counts in the KPIs, else {@code true}
 * @param searchDepth {@code basic} or {@code advanced}, else {@code basic}
 * @param topic {@code general}, {@code news} or {@code finance}, else {@code general}
 * @param budgetCredits after which the run makes no more calls, else without limit
 */
record ResearchRequest(
        @Schema(required = true, minLength = 1, maxLength = 200) String company,
        @Schema(minimum = "1", maximum = "20", defaultValue = "5") Integer maxSources,
        @Schema(defaultValue = "true") Boolean deliver,
        @Schema(enumeration = {
                "basic", "advanced" }, defaultValue = "basic") String searchDepth,
        @Schema(enumeration = { "general", "news", "finance" }, defaultValue = "general") String topic,
        @Schema(minimum = "0", exclusiveMinimum = true) BigDecimal budgetCredits) implements JobRequest{

    private static final int MAX_COMPANY_LENGTH = 200;
    private static final int MAX_SOURCES = 20;
    static final int DEFAULT_SOURCES = 5;
    private static final int MAX_DIGITS = 9;
    private static final int MAX_DECIMALS = 6;
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]*");
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    @Override
    public ResearchJob toJob(UUID runId, Instant requestedAt, String client) {
        return new ResearchJob(runId, validCompany(), validMaxSources(), deliver == null || deliver, requestedAt, client, null,
                oneOf(SearchDepth.values(), SearchDepth::wireName, "search_depth", searchDepth),
                oneOf(SearchTopic.values(), SearchTopic::wireName, "topic", topic), validBudget());
    }

    private String validCompany() {
        if (company == null || INVISIBLE.matcher(company).matches()) {
            throw ProblemException.badField("company", "company is missing: give the name of one");
        }
        if (company.codePointCount(0, company.length()) > MAX_COMPANY_LENGTH) {
            throw ProblemException.badField("company", "company has more than " + MAX_COMPANY_LENGTH + " characters");
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
        if (maxSources < 1 || maxSources > MAX_SOURCES) {
            throw ProblemException.badField("max_sources", "max_sources must be 1 to " + MAX_SOURCES);
        }
        return maxSources;
    }

    /** The digits are limited, because a number of ten characters such as {@code 1e99999999} can have a hundred million. */
    private BigDecimal validBudget() {
        if (budgetCredits != null && (budgetCredits.signum() <= 0 || budgetCredits.scale() > MAX_DECIMALS
                || (long) budgetCredits.precision() - budgetCredits.scale() > MAX_DIGITS)) {
            throw ProblemException.badField("budget_credits", "budget_credits must be more than 0, with at most " + MAX_DIGITS
                    + " digits and " + MAX_DECIMALS + " decimals");
        }
        return budgetCredits;
    }

    /** The default is null in the job, so that leaving a value out and giving the default make the same job. */
    private static <E extends Enum<E>> E oneOf(E[] values, Function<E, String> name, String field, String given) {
        if (given == null || name.apply(values[0]).equals(given)) {
            return null;
        }
        return Arrays.stream(values).filter(value -> name.apply(value).equals(given)).findFirst()
                .orElseThrow(() -> ProblemException.badField(field, field + " must be "
                        + Arrays.stream(values).map(name).collect(Collectors.joining(" or "))));
    }
}
