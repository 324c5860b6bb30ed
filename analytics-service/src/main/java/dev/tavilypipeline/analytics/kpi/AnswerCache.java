package dev.tavilypipeline.analytics.kpi;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;

/** Answers as they were written. Requests for the same answer at once compute it once. */
final class AnswerCache {

    private final Cache<String, byte[]> answers;

    /** @param bytes how much of all answers is kept; 0 turns it off */
    AnswerCache(long bytes, MeterRegistry metrics) {
        this.answers = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((String key, byte[] answer) -> key.length() + answer.length)
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(metrics, answers, "kpi_answers");
    }

    /** @param key everything that the answer depends on */
    byte[] get(String key, Supplier<byte[]> answer) {
        return answers.get(key, unused -> answer.get());
    }

    /** For an ETag. */
    static String tag(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
