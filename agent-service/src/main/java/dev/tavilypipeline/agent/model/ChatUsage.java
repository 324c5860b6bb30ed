package dev.tavilypipeline.agent.model;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.agent.call.Figures;
import dev.tavilypipeline.agent.call.Usage;

/**
 * Reads {@code usage}. Servers count cached tokens among the prompt's or beside them, and reasoning among the completion's or
 * beside it; the total tells which. Without a total, a part that is larger than its whole was counted beside it.
 */
final class ChatUsage {

    private ChatUsage() {
    }

    static Usage of(JsonNode usage) {
        Integer prompt = first(usage, "/prompt_tokens", "/input_tokens");
        Integer completion = first(usage, "/completion_tokens", "/output_tokens");
        Integer cached = first(usage, "/prompt_tokens_details/cached_tokens", "/input_tokens_details/cached_tokens",
                "/prompt_cache_hit_tokens", "/cache_read_input_tokens");
        Integer reasoning = first(usage, "/completion_tokens_details/reasoning_tokens",
                "/output_tokens_details/reasoning_tokens", "/reasoning_tokens");
        Integer total = first(usage, "/total_tokens");
        if (prompt == null || completion == null) {
            return new Usage(null, prompt, cached, completion);
        }
        long uncounted = total == null ? -1 : (long) total - prompt - completion;
        long cachedBeside = total == null ? beside(cached, prompt)
                : cached != null && (uncounted == cached || uncounted == (long) cached + orZero(reasoning)) ? cached : 0;
        long outputBeside = total == null ? beside(reasoning, completion) : Math.max(0, uncounted - cachedBeside);
        return new Usage(null, integer(prompt + cachedBeside), cached, integer(completion + outputBeside));
    }

    private static long beside(Integer part, int whole) {
        return part != null && part > whole ? part : 0;
    }

    private static int orZero(Integer amount) {
        return amount == null ? 0 : amount;
    }

    private static Integer integer(long amount) {
        return amount > Integer.MAX_VALUE ? null : (Integer) (int) amount;
    }

    private static Integer first(JsonNode usage, String... paths) {
        return Stream.of(paths).map(usage::at).flatMap(node -> Stream.ofNullable(Figures.count(node))).findFirst().orElse(null);
    }
}
