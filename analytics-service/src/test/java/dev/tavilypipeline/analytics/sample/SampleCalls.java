package dev.tavilypipeline.analytics.sample;

import static dev.tavilypipeline.analytics.sample.SampleRows.pick;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.StepName;

/** The API calls of a step, each an attempt: some failed, from the cache or without a price. */
record SampleCalls(Random random, UUID runId, StepName step, Instant requestedAt, Instant calledAt, boolean simulated) {

    private static final String[] ERRORS = { "timeout", "http_429", "http_5xx", null };

    List<ApiCallRow> make() {
        boolean chat = step == StepName.SUMMARIZE;
        String provider = (chat ? pick(random, "openai", "openai", "azure") : "tavily") + (simulated ? "-simulator" : "");
        String model = chat ? pick(random, "gpt-4o-mini", "gpt-4.1", "qwen9", "openai/gpt-4o-mini",
                "openrouter/us.azure.GPT-4.1@20250414", "gpt-4o-mini-2024-07-18", "azure.o3", "ft:gpt-4o-mini:acme") : null;
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> call(i + 1, chat, provider, model)).toList();
    }

    private ApiCallRow call(int attempt, boolean chat, String provider, String model) {
        CallStatus status = pick(random, CallStatus.SUCCESS, CallStatus.SUCCESS, CallStatus.FAILED);
        boolean priced = !"qwen9".equals(model) && random.nextInt(9) > 0;
        return new ApiCallRow(new UUID(random.nextLong(), random.nextLong()), runId, "query", chat ? null : 5,
                random.nextInt(4) == 0 ? 250 : random.nextDouble() * 500, calledAt, step.stepId(runId), new UUID(1, 1),
                provider, chat ? "chat" : pick(random, "search", "search", "extract"), status, 200, attempt,
                random.nextInt(9) == 0, chat ? null : BigDecimal.valueOf(random.nextInt(30), 1), model, tokens(chat, 900),
                tokens(chat, 90), tokens(chat, 300),
                priced ? BigDecimal.valueOf(random.nextInt(200) * 10_001L, 8) : null, "2026-01", null,
                status == CallStatus.FAILED ? pick(random, ERRORS) : null, null, requestedAt,
                requestedAt == null ? null : (Boolean) simulated, SampleRows.REVISION, SampleRows.PROJECTION_VERSION, calledAt);
    }

    private Integer tokens(boolean chat, int limit) {
        return chat && random.nextInt(10) > 0 ? random.nextInt(limit) : null;
    }
}
