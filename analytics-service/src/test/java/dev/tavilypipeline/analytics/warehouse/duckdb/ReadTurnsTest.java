package dev.tavilypipeline.analytics.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadTurnsTest {

    /** The common pool of a machine with two processors has one thread. */
    private static final Executor THREADS = task -> new Thread(task).start();
    private static final QueryLimits LIMITS = new QueryLimits(Duration.ofSeconds(20), "64MB");

    private final SQLException full = new SQLException("Out of Memory Error: failed to allocate data");

    private final ReadTurns turns = new ReadTurns();
    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch otherReads = new CountDownLatch(1);
    private final CountDownLatch otherMayEnd = new CountDownLatch(1);

    @Test
    void shouldReadAgainAloneWhatDidNotFitBesideOthers() throws Exception {
        CompletableFuture<Void> other = other();
        CompletableFuture<String> wide = CompletableFuture.supplyAsync(() -> take(limit -> {
            steps.add("wide within " + limit);
            if (steps.size() == 1) {
                throw full;
            }
            return "answer";
        }), THREADS);
        assertThat(wide.copy().completeOnTimeout("waits", 200, TimeUnit.MILLISECONDS).get()).isEqualTo("waits");
        otherMayEnd.countDown();

        assertThat(wide.get()).isEqualTo("answer");
        other.get();
        assertThat(steps).containsExactly("wide within PT20S", "other ends", "wide within PT5S");
    }

    @Test
    void shouldTellTheFirstFailureOfWhatDoesNotFitAlone() throws Exception {
        CompletableFuture<Void> other = other();
        assertThatThrownBy(() -> turns.take(LIMITS, limit -> {
            steps.add("wide");
            otherMayEnd.countDown();
            throw limit.equals(LIMITS.time()) ? full : new SQLException("INTERRUPT Error: Interrupted!");
        })).isSameAs(full);
        other.get();
        assertThat(steps).filteredOn("wide"::equals).hasSize(2);
    }

    @Test
    void shouldNotReadAgainWhatFailedAlone() {
        assertThatThrownBy(() -> turns.take(LIMITS, limit -> {
            steps.add("wide");
            throw full;
        })).isSameAs(full);
        assertThat(steps).containsExactly("wide");
    }

    @Test
    void shouldNotReadAgainWhatFailedForAnotherReason() throws Exception {
        CompletableFuture<Void> other = other();
        assertThatThrownBy(() -> turns.take(LIMITS, limit -> {
            steps.add("wide");
            throw new SQLException("Conversion Error: no number");
        })).hasMessageStartingWith("Conversion");
        assertThat(steps).containsExactly("wide");
        otherMayEnd.countDown();
        other.get();
    }

    private CompletableFuture<Void> other() throws InterruptedException {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> take(limit -> {
            otherReads.countDown();
            uninterruptibly(otherMayEnd);
            steps.add("other ends");
            return null;
        }), THREADS);
        otherReads.await();
        return other;
    }

    private <T> T take(ReadTurns.Reading<T> reading) {
        try {
            return turns.take(LIMITS, reading);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
