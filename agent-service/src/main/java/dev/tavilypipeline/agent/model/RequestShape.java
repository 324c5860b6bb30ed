package dev.tavilypipeline.agent.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parts of a request that not every OpenAI-compatible server accepts. */
record RequestShape(OutputFormat format, TokenLimit tokenLimit) {

    private static final Pattern ABOUT_FORMAT = Pattern
            .compile("response.?format|json.?schema|json.?object|structured.?output|guided|grammar");

    /** A complaint about the value of a field: the server knows the field, and a request without it would have no limit. */
    private static final Pattern ABOUT_VALUE = Pattern
            .compile(
                    "too (?:large|high|big|small)|at most|at least|maximum|minimum|exceed|greater than|less than|between|context");

    /** The field that limits the length of the answer. */
    enum TokenLimit {
        MAX_TOKENS,
        MAX_COMPLETION_TOKENS,
        NONE
    }

    /**
     * @param complaint of the server
     * @param mayWeaken whether the format may change
     * @return another shape, which the complaint does not concern; empty if it concerns none of these parts
     */
    Optional<RequestShape> without(String complaint, boolean mayWeaken) {
        String text = complaint.toLowerCase(Locale.ROOT);
        boolean aboutField = !ABOUT_VALUE.matcher(text).find();
        if (aboutField && tokenLimit == TokenLimit.MAX_TOKENS && text.contains("max_tokens")) {
            return Optional.of(new RequestShape(format,
                    text.contains("max_completion_tokens") ? TokenLimit.MAX_COMPLETION_TOKENS : TokenLimit.NONE));
        }
        if (aboutField && tokenLimit == TokenLimit.MAX_COMPLETION_TOKENS && text.contains("max_completion_tokens")) {
            return Optional.of(new RequestShape(format, TokenLimit.NONE));
        }
        return mayWeaken && ABOUT_FORMAT.matcher(text).find()
                ? format.weaker().map(weaker -> new RequestShape(weaker, tokenLimit))
                : Optional.empty();
    }
}
