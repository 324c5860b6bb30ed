package dev.tavilypipeline.bench.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricNamesTest {

    @Test
    void shouldFindNamesAmongFunctionsLabelsAndDurations() {
        assertThat(
                MetricNames.of("sum by (job, topic) (rate(calls_total{code=\"a{b\", x!~\".*_.*\"}[$__rate_interval])) > 1e3"))
                .containsExactly("calls_total");
        assertThat(MetricNames.of("sum by (a) (one unless one offset 10m) > 0 or absent(up{job=\"two\"}) / on (job) three"))
                .containsExactly("one", "three", "up");
        assertThat(MetricNames.of("min by (window) (ratio) < on (window) group_left pipeline:threshold:ratio"))
                .containsExactly("pipeline:threshold:ratio", "ratio");
        assertThat(MetricNames.of("deriv(sum(lag{topic=\"t\"})[10m:1m]) > 0 or vector(0)")).containsExactly("lag");
    }
}
