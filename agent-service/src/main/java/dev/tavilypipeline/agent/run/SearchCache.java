package dev.tavilypipeline.agent.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.RunControl;
import io.smallrye.mutiny.Uni;

/**
 * Answers of searches, for a time. Requests that are equal and in flight at the same time share one search: the first one
 * makes it and pays, the others wait for its answer. If it fails, each of the others makes its own. Both the number of answers
 * and their size are limited.
 */
public final class SearchCache {

    /** Of all answers: 8 MiB of memory, or 16 MiB of texts that are not Latin. */
    static final int MAX_CHARACTERS = 8 << 20;

    private final AsyncCache<SearchRequest, Outcome<SearchAnswer>> searches;
    private final boolean enabled;

    /** @param timeToLive zero switches the cache off */
    public SearchCache(Duration timeToLive, int maxAnswers) {
        this.enabled = !timeToLive.isZero();
        // each answer weighs at least this much, so that the weight limits the number, too
        int least = Math.max(1, MAX_CHARACTERS / maxAnswers);
        this.searches = Caffeine.newBuilder().expireAfterWrite(timeToLive).maximumWeight((long) least * maxAnswers)
                .<SearchRequest, Outcome<SearchAnswer>> weigher((request, outcome) -> Math.max(least, characters(outcome)))
                .executor(Runnable::run).buildAsync();
    }

    private static int characters(Outcome<SearchAnswer> outcome) {
        return outcome instanceof Success<SearchAnswer> success ? success.value().characters() : 0;
    }

    /** @param onHit gets the answer if the search was another request's */
    Uni<Outcome<SearchAnswer>> get(SearchRequest request, RunControl run, Supplier<Uni<Outcome<SearchAnswer>>> search,
            Consumer<SearchAnswer> onHit) {
        if (!enabled) {
            return search.get();
        }
        CompletableFuture<Outcome<SearchAnswer>> own = new CompletableFuture<>();
        CompletableFuture<Outcome<SearchAnswer>> other = searches.asMap().putIfAbsent(request, own);
        return other == null ? load(request, own, search) : await(request, other, run, search, onHit);
    }

    private Uni<Outcome<SearchAnswer>> load(SearchRequest request, CompletableFuture<Outcome<SearchAnswer>> own,
            Supplier<Uni<Outcome<SearchAnswer>>> search) {
        return Uni.createFrom().deferred(search::get).onTermination().invoke((outcome, failure, cancelled) -> {
            if (!(outcome instanceof Success)) {
                searches.asMap().remove(request, own);
            }
            own.complete(outcome);
        });
    }

    private Uni<Outcome<SearchAnswer>> await(SearchRequest request, CompletableFuture<Outcome<SearchAnswer>> other,
            RunControl run, Supplier<Uni<Outcome<SearchAnswer>>> search, Consumer<SearchAnswer> onHit) {
        return run.untilStopped(Uni.createFrom().completionStage(() -> other.copy())).chain(() -> {
            Outcome<SearchAnswer> outcome = other.getNow(null);
            if (outcome instanceof Success<SearchAnswer> success) {
                onHit.accept(success.value());
                return Uni.createFrom().item(outcome);
            }
            return run.<SearchAnswer> refusal().map(refusal -> Uni.createFrom().item((Outcome<SearchAnswer>) refusal))
                    .orElseGet(() -> get(request, run, search, onHit));
        });
    }
}
