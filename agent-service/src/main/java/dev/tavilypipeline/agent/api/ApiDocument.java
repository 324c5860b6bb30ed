package dev.tavilypipeline.agent.api;

import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What several resources say in the OpenAPI document. A test sends every example. */
final class ApiDocument {

    static final String PROBLEM_TYPE = "application/problem+json";
    static final String KEY = "Names this request: sent again under the same key it is the same run. 1 to 255 characters of"
            + " ASCII.";

    static final String COMPANY = """
            {"company": "Tesla"}""";
    static final String EVERY_FIELD = """
            {"company": "Siemens", "max_sources": 3, "deliver": false, "search_depth": "advanced", "topic": "finance",
             "budget_credits": 2.5}""";
    static final String BATCH = """
            {"jobs": [{"company": "Tesla", "idempotency_key": "tesla-1"}, {"company": "Siemens", "topic": "news"}]}""";

    private ApiDocument() {
    }

    @Schema(name = "Problem")
    record ProblemShape(String type, String title, int status, String detail,
            @Schema(description = "The field, parameter or header that is wrong") String field,
            @Schema(description = "The run that this is about") UUID runId) {
    }

    @Schema(name = "RunStatus")
    record StatusShape(UUID runId, @Schema(examples = "cancel_requested") String status) {
    }
}
