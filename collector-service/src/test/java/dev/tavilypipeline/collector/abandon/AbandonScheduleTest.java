package dev.tavilypipeline.collector.abandon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.quarkus.runtime.StartupEvent;

class AbandonScheduleTest {

    @ParameterizedTest
    @CsvSource({ "PT0S,PT30S,PT30S,PIPELINE_ABANDON_AFTER", "PT15M,PT-1S,PT30S,PIPELINE_ABANDON_EVERY",
            "PT15M,PT30S,PT-1S,pipeline.abandon.may-lag-by" })
    void shouldRefuseTimesThatCannotWork(Duration after, Duration every, Duration lag, String setting) {
        Times times = new Times(after, every, lag);
        AbandonSchedule schedule = new AbandonSchedule(null, time -> true, fact -> {
        }, times, Clock.systemUTC());

        assertThatThrownBy(() -> schedule.check(new StartupEvent(), times)).isInstanceOf(SettingRefusedException.class)
                .hasMessageStartingWith(setting + "=");
    }

    private record Times(Duration after, Duration every, Duration mayLagBy) implements AbandonSettings {
    }
}
