package dev.tavilypipeline.kit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class JvmMetricsTest {

    @Test
    void shouldMeasureMemoryThreadsCollectionsAndClasses() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        JvmMetrics metrics = new JvmMetrics();

        metrics.bindTo(registry);

        assertThat(registry.getMeters()).extracting(Meter::getId).extracting(Meter.Id::getName)
                .contains("jvm.info", "jvm.memory.used", "jvm.buffer.memory.used", "jvm.threads.live",
                        "jvm.gc.memory.allocated",
                        "jvm.classes.loaded");
        assertThat(registry.get("jvm.memory.used").tag("area", "heap").gauges())
                .anySatisfy(gauge -> assertThat(gauge.value()).isPositive());
        metrics.close();
    }
}
