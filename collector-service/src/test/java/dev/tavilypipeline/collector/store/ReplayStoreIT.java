package dev.tavilypipeline.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.projection.SampleRun;

/** One replica at a time continues a replay, and none undoes the progress of another. */
class ReplayStoreIT {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final PageKey FIRST_PAGE = new PageKey(NOW, "b");
    private static final PageKey SECOND_PAGE = new PageKey(NOW, "a");

    private static TestStore stores;

    private final Replay replay = Replay.ofWindow(UUID.randomUUID(), NOW, NOW.minusSeconds(60), NOW);
    private final ReplayStore replays = stores.replays;

    @BeforeAll
    static void start() {
        stores = new TestStore(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @Test
    void shouldBeClaimedByOneReplicaAtATime() {
        replays.add(replay);

        Replay claim = replays.claim(NOW, LEASE).orElseThrow();
        assertThat(claim).usingRecursiveComparison().ignoringFields("due", "lease").isEqualTo(replay);
        assertThat(replays.claim(NOW.plusSeconds(59), LEASE)).isEmpty();

        assertThat(replays.save(claim.reached(Set.of(UUID.randomUUID()), FIRST_PAGE), NOW.plusSeconds(2))).isTrue();
        assertThat(replays.claim(NOW.plusSeconds(1), LEASE)).isEmpty();
        assertThat(finish(replays.claim(NOW.plusSeconds(2), LEASE).orElseThrow()).enqueued()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheProgressOfTheReplicaThatHasTakenOver() {
        replays.add(replay);
        Replay slow = replays.claim(NOW, LEASE).orElseThrow();

        Instant later = NOW.plus(LEASE);
        Replay other = replays.claim(later, LEASE).orElseThrow();
        Replay reached = other.reached(Set.of(SampleRun.id(1), SampleRun.id(2)), SECOND_PAGE);
        assertThat(replays.save(reached, later)).isTrue();

        assertThat(replays.save(slow.reached(Set.of(UUID.randomUUID()), FIRST_PAGE), later)).isFalse();
        assertThat(replays.find(replay.id())).contains(reached.released(later));
        finish(replays.claim(later, LEASE).orElseThrow());
    }

    @Test
    void shouldNotBeClaimedWhenItHasReachedAllItsRuns() {
        replays.add(replay);

        finish(replays.claim(NOW, LEASE).orElseThrow());

        assertThat(replays.claim(NOW.plusSeconds(3600), LEASE)).isEmpty();
        assertThat(replays.find(replay.id())).get().extracting(Replay::allEnqueued).isEqualTo(true);
    }

    private Replay finish(Replay claim) {
        Replay all = claim.reached(Set.of(), null);
        assertThat(replays.save(all, NOW)).isTrue();
        return all;
    }
}
