package dev.tavilypipeline.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.kit.http.ProblemException;

class RunIdsTest {

    private static final Instant CREATED = Instant.parse("2026-03-02T09:30:00Z");
    private static final UUID BY_TIME = new UUID(CREATED.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0001L);

    private final RunIds ids = new RunIds();

    @Test
    void shouldNameEachRunAnewWithoutAKey() {
        assertThat(ids.of("a", null)).isNotEqualTo(ids.of("a", null));
        assertThat(ids.of("a", null).version()).isEqualTo(7);
    }

    @Test
    void shouldNameTheSameRunByTheSameKey() {
        assertThat(ids.of("a", key("order 66"))).isEqualTo(new RunIds().of("a", key("order 66")));
        assertThat(ids.of("a", key("order 66")).version()).isEqualTo(5);
    }

    @Test
    void shouldKeepClientsApart() {
        assertThat(ids.of("a", key("1"))).isNotEqualTo(ids.of("b", key("1")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "über", "a\nb", " a" })
    void shouldRefuseAKeyThatIsNone(String key) {
        assertThatThrownBy(() -> key(key)).isInstanceOf(ProblemException.class);
    }

    @Test
    void shouldLimitTheLengthOfAKey() {
        assertThat(key("k".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> key("k".repeat(256))).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource({ "2026-03-02T09:30:00Z, true", "2026-03-02T09:30:59Z, true", "2026-03-02T09:31:00Z, false",
            "2026-03-02T09:29:01Z, true", "2026-03-02T09:28:00Z, false" })
    void shouldTellByItsIdWhetherARunMayBeNew(Instant now, boolean isNew) {
        assertThat(RunIds.mayBeNew(BY_TIME, now)).isEqualTo(isNew);
    }

    @Test
    void shouldTakeARunWithAKeyForNewAndAnyOtherIdForUnknown() {
        assertThat(RunIds.mayBeNew(ids.of("a", key("1")), CREATED)).isTrue();
        assertThat(RunIds.mayBeNew(UUID.randomUUID(), CREATED)).isFalse();
    }

    private static IdempotencyKey key(String value) {
        return new IdempotencyKey("Idempotency-Key", value);
    }
}
