package dev.tavilypipeline.bridge.deliver.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.kit.start.SettingRefusedException;

class StreamNamesTest {

    @Test
    void shouldNameThreeStreamsAfterOne() {
        StreamNames names = StreamNames.of(TestSettings.ofStream("kpi"));

        assertThat(names.of(Table.RUNS)).isEqualTo("kpi-runs");
        assertThat(names.of(Table.STEPS)).isEqualTo("kpi-steps");
        assertThat(names.of(Table.CALLS)).isEqualTo("kpi-calls");
    }

    @Test
    void shouldTakeANameOfItsOwn() {
        StreamNames names = StreamNames.of(TestSettings.ofStream("kpi").withCalls("other"));

        assertThat(names.of(Table.CALLS)).isEqualTo("other");
        assertThat(names.advice()).isEqualTo("create the three Direct PUT streams kpi-runs, kpi-steps and other with the "
                + "prefixes runs/, steps/ and calls/ in the bucket, or name existing ones by PIPELINE_FIREHOSE_STREAM_RUNS, "
                + "PIPELINE_FIREHOSE_STREAM_STEPS and PIPELINE_FIREHOSE_STREAM_CALLS");
    }

    @Test
    void shouldRefuseNoName() {
        TestSettings nothing = new TestSettings(Optional.empty(), Optional.empty(), Duration.ofSeconds(30));

        assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> StreamNames.of(nothing))
                .withMessageStartingWith("FIREHOSE_STREAM_NAME= cannot work");
    }

    @Test
    void shouldRefuseANameThatNoStreamCanHave() {
        TestSettings odd = TestSettings.ofStream("kpi").withCalls("kpi/calls");

        assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> StreamNames.of(odd))
                .withMessageStartingWith("PIPELINE_FIREHOSE_STREAM_CALLS=kpi/calls cannot work");
    }

    @Test
    void shouldRefuseOneStreamForTwoTables() {
        TestSettings twice = TestSettings.ofStream("kpi").withCalls("kpi-steps");

        assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> StreamNames.of(twice))
                .withMessageStartingWith("PIPELINE_FIREHOSE_STREAM_CALLS=kpi-steps cannot work: each table needs a stream");
    }
}
