package dev.tavilypipeline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.NotCalled;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.RunControl.StopReason;
import dev.tavilypipeline.agent.call.Unlimited;
import dev.tavilypipeline.agent.run.SearchAnswer.Hit;
import io.smallrye.mutiny.Uni;

class SearchCacheTest {

    private static final SearchRequest REQUEST = new SearchRequest("acme company overview", 5, "basic", "general");
    private static final Outcome<SearchAnswer> FOUND = new Success<>(new SearchAnswer(List.of(Fakes.hit("about"))));
    private static final Outcome<SearchAnswer> FAILED = Failure.because("timeout", "no answer");

    private final SearchCache cache = new SearchCache(Duration.ofMinutes(1), 10);
    private final AtomicInteger searches = new AtomicInteger();
    private final List<SearchAnswer> hits = new ArrayList<>();

    @Test
    void shouldSearchOnceForEqualRequests() {
        assertThat(get(cache, REQUEST, FOUND)).isEqualTo(FOUND);
        assertThat(get(cache, new SearchRequest("acme company overview", 5, "basic", "general"), FOUND)).isEqualTo(FOUND);

        assertThat(searches).hasValue(1);
        assertThat(hits).hasSize(1);
    }

    @Test
    void shouldSearchAgainForAnotherDepth() {
        get(cache, REQUEST, FOUND);
        get(cache, new SearchRequest("acme company overview", 5, "advanced", "general"), FOUND);

        assertThat(searches).hasValue(2);
        assertThat(hits).isEmpty();
    }

    @Test
    void shouldShareASearchInFlight() {
        CompletableFuture<Outcome<SearchAnswer>> inFlight = new CompletableFuture<>();
        CompletableFuture<Outcome<SearchAnswer>> first = subscribe(inFlight, Unlimited.control());
        CompletableFuture<Outcome<SearchAnswer>> second = subscribe(inFlight, Unlimited.control());

        assertThat(searches).hasValue(1);
        assertThat(second).isNotDone();
        inFlight.complete(FOUND);

        assertThat(first).isCompletedWithValue(FOUND);
        assertThat(second).isCompletedWithValue(FOUND);
        assertThat(searches).hasValue(1);
        assertThat(hits).hasSize(1);
    }

    @Test
    void shouldSearchForItselfIfTheSharedSearchFails() {
        CompletableFuture<Outcome<SearchAnswer>> inFlight = new CompletableFuture<>();
        CompletableFuture<Outcome<SearchAnswer>> first = subscribe(inFlight, Unlimited.control());
        CompletableFuture<Outcome<SearchAnswer>> second = subscribe(CompletableFuture.completedFuture(FOUND),
                Unlimited.control());

        inFlight.complete(FAILED);

        assertThat(first).isCompletedWithValue(FAILED);
        assertThat(second).isCompletedWithValue(FOUND);
        assertThat(searches).hasValue(2);
        assertThat(hits).isEmpty();
    }

    @Test
    void shouldNotKeepAFailure() {
        get(cache, REQUEST, FAILED);

        assertThat(get(cache, REQUEST, FOUND)).isEqualTo(FOUND);
    }

    @Test
    void shouldNotLetACancelledRunWaitForAnothersSearch() {
        RunControl cancelled = Unlimited.control();
        CompletableFuture<Outcome<SearchAnswer>> inFlight = new CompletableFuture<>();
        CompletableFuture<Outcome<SearchAnswer>> first = subscribe(inFlight, Unlimited.control());
        CompletableFuture<Outcome<SearchAnswer>> second = subscribe(inFlight, cancelled);

        cancelled.stop(StopReason.CANCELLED);

        assertThat(second).isCompletedWithValueMatching(outcome -> outcome instanceof NotCalled);
        assertThat(first).isNotDone();
        assertThat(searches).hasValue(1);
    }

    @Test
    void shouldKeepNoMoreAnswersThanItMay() {
        IntStream.range(0, 30).forEach(number -> get(cache, request(number), FOUND));
        IntStream.range(0, 30).forEach(number -> get(cache, request(number), FOUND));

        assertThat(hits).hasSizeBetween(1, 10);
    }

    @Test
    void shouldKeepFewerAnswersIfTheyAreLarge() {
        SearchCache large = new SearchCache(Duration.ofMinutes(1), 1_000);
        Hit page = new Hit("about", URI.create("https://acme.example/"), "Acme makes anvils. ".repeat(150), 0.9);
        Outcome<SearchAnswer> found = new Success<>(new SearchAnswer(Collections.nCopies(20, page)));
        IntStream.range(0, 300).forEach(number -> get(large, request(number), found));
        IntStream.range(0, 300).forEach(number -> get(large, request(number), found));

        assertThat(hits).hasSizeBetween(1, SearchCache.MAX_CHARACTERS / (20 * page.content().length()));
    }

    @Test
    void shouldSearchEachTimeWhenItIsOff() {
        SearchCache off = new SearchCache(Duration.ZERO, 10);
        get(off, REQUEST, FOUND);
        get(off, REQUEST, FOUND);

        assertThat(searches).hasValue(2);
    }

    private static SearchRequest request(int number) {
        return new SearchRequest("company " + number, 20, "basic", "general");
    }

    private Outcome<SearchAnswer> get(SearchCache from, SearchRequest request, Outcome<SearchAnswer> outcome) {
        return from.get(request, Unlimited.control(), () -> {
            searches.incrementAndGet();
            return Uni.createFrom().item(outcome);
        }, hits::add).await().indefinitely();
    }

    private CompletableFuture<Outcome<SearchAnswer>> subscribe(CompletableFuture<Outcome<SearchAnswer>> search,
            RunControl run) {
        return cache.get(REQUEST, run, () -> {
            searches.incrementAndGet();
            return Uni.createFrom().completionStage(search);
        }, hits::add).subscribeAsCompletionStage();
    }
}
