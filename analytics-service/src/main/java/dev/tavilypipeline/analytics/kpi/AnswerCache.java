package dev.tavilypipeline.analytics.kpi;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;

/**
 * Answers as they were written. Requests for the same answer at once compute it once; if that fails, each of the others
 * computes
 * it for itself. No answer waits for another one: a cache that computes in its own map would lock a part of that.
 */
final class AnswerCache {

    private final AsyncCache<String, byte[]> answers;

    /** @param bytes how much of all answers is kept; 0 turns it off */
    AnswerCache(long bytes, MeterRegistry metrics) {
        this.answers = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((String key, byte[] answer) -> key.length() + answer.length)
                .executor(Runnable::run)
                .recordStats()
                .buildAsync();
        CaffeineCacheMetrics.monitor(metrics, answers, "kpi_answers");
    }

    /** @param key everything that the answer depends on */
    byte[] get(String key, Supplier<byte[]> answer) {
        CompletableFuture<byte[]> own = new CompletableFuture<>();
        CompletableFuture<byte[]> shared = answers.get(key, (unused, executor) -> own);
        if (shared == own) {
            return compute(own, answer);
        }
        try {
            return shared.join();
        } catch (CancellationException failed) {
            return get(key, answer);
        }
    }

    private static byte[] compute(CompletableFuture<byte[]> own, Supplier<byte[]> answer) {
        try {
            byte[] computed = answer.get();
            own.complete(computed);
            return computed;
        } finally {
            own.cancel(false); // no effect on an answer
        }
    }

    /** For an ETag. */
    static String tag(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
