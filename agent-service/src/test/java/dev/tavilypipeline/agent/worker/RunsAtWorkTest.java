package dev.tavilypipeline.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

class RunsAtWorkTest {

    private final RunsAtWork atWork = new RunsAtWork();

    @Test
    void shouldCountWhatIsAtWork() {
        atWork.begin();
        atWork.begin();
        atWork.end();

        assertThat(atWork.count()).isEqualTo(1);
    }

    @Test
    void shouldNotWaitWhenNothingIsAtWork() {
        atWork.begin();
        atWork.end();

        assertThat(atWork.awaitNone(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void shouldWaitForTheLastRun() {
        atWork.begin();
        CompletableFuture<Void> ending = CompletableFuture.runAsync(atWork::end);

        assertThat(atWork.awaitNone(Duration.ofMinutes(1))).isTrue();

        assertThat(ending.join()).isNull();
        assertThat(atWork.count()).isZero();
    }

    @Test
    void shouldNotWaitForEver() {
        atWork.begin();

        assertThat(atWork.awaitNone(Duration.ofMillis(10))).isFalse();
        assertThat(atWork.count()).isEqualTo(1);
    }
}
