package dev.tavilypipeline.bench.kpis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    private static final Latencies HUNDRED = new Latencies(
            IntStream.rangeClosed(1, 100).mapToObj(millis -> (double) (101 - millis)).toList(), 2);

    @Test
    void shouldFindPercentilesInAnyOrder() {
        assertThat(HUNDRED.percentile(0.5)).isEqualTo(51);
        assertThat(HUNDRED.percentile(0.95)).isEqualTo(96);
        assertThat(HUNDRED.percentile(1)).isEqualTo(100);
    }

    @Test
    void shouldPutPartsTogether() {
        Latencies all = Latencies.of(List.of(HUNDRED, new Latencies(List.of(1_000.0), 1)));

        assertThat(all.percentile(1)).isEqualTo(1_000);
        assertThat(all.failed()).isEqualTo(3);
    }

    @Test
    void shouldHaveNoPercentileOfNothing() {
        assertThat(new Latencies(List.of(), 0).percentile(0.5)).isNaN();
    }
}
