package dev.tavilypipeline.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.kit.http.ProblemException;

class RunIdsTest {

    private final RunIds ids = new RunIds();

    @Test
    void shouldNameEachRunAnewWithoutAKey() {
        assertThat(ids.of("a", null)).isNotEqualTo(ids.of("a", null));
        assertThat(ids.of("a", null).version()).isEqualTo(7);
    }

    @Test
    void shouldNameTheSameRunByTheSameKey() {
        assertThat(ids.of("a", "order 66")).isEqualTo(new RunIds().of("a", "order 66"));
        assertThat(ids.of("a", "order 66").version()).isEqualTo(5);
    }

    @Test
    void shouldKeepClientsApart() {
        assertThat(ids.of("a", "1")).isNotEqualTo(ids.of("b", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "über", "a\nb" })
    void shouldRefuseAKeyThatIsNone(String key) {
        assertThatThrownBy(() -> ids.of("a", key)).isInstanceOf(ProblemException.class);
    }
}
