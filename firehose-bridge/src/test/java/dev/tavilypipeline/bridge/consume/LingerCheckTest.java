package dev.tavilypipeline.bridge.consume;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.quarkus.runtime.StartupEvent;

class LingerCheckTest {

    @ParameterizedTest
    @ValueSource(ints = { 0, 1_000, 20_000 })
    void shouldAcceptWhatTheClientWaitsFor(int lingerMs) {
        assertThatNoException().isThrownBy(() -> check(lingerMs));
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 20_001, 60_000 })
    void shouldRefuseWhatCannotWork(int lingerMs) {
        assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> check(lingerMs))
                .withMessageStartingWith("PIPELINE_BRIDGE_LINGER_MS=" + lingerMs + " cannot work: use 0 to 20000");
    }

    private static void check(int lingerMs) {
        new LingerCheck().check(new StartupEvent(), () -> lingerMs);
    }
}
