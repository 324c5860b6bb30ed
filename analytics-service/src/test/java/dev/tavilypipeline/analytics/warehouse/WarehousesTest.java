package dev.tavilypipeline.analytics.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.analytics.window.Window;

class WarehousesTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final Fixed first = new Fixed("first");
    private final Fixed second = new Fixed("second");
    private final Warehouses warehouses = new Warehouses(first, Optional.of(second), clock);

    @Test
    void shouldAnswerFromTheConfiguredWarehouseWithoutAWarning() {
        assertThat(warehouses.<List<String>> answer(Warehouses.Source::warnings)).isEmpty();
        assertThat(source()).isEqualTo("first");
    }

    @Test
    void shouldAnswerFromTheFallbackAndSayWhy() {
        first.failing = true;

        assertThat(source()).isEqualTo("second");
        assertThat(warehouses.<List<String>> answer(Warehouses.Source::warnings))
                .containsExactly("first has not answered since 2026-01-01T00:00:00Z (connection refused)");
    }

    @Test
    void shouldNotAskAFailedWarehouseAgainAtEachRequest() {
        first.failing = true;
        source();
        int asked = first.asked;

        source();
        assertThat(first.asked).isEqualTo(asked);

        now.set(now.get().plus(Warehouses.RETRY_EVERY));
        source();
        source();
        assertThat(first.asked).isEqualTo(asked + 1);
    }

    @Test
    void shouldNotTakeAWindowThatIsTooLargeForAnOutage() {
        assertThatThrownBy(() -> warehouses.answer(source -> {
            throw new WindowTooLargeException("too large");
        })).isInstanceOf(WindowTooLargeException.class);

        assertThat(warehouses.isFallbackAnswering()).isFalse();
        assertThat(source()).isEqualTo("first");
    }

    @Test
    void shouldNotTakeABusyWarehouseForOneThatAnswersAgain() {
        first.failing = true;
        source();
        first.failing = false;
        first.busy = true;
        now.set(now.get().plus(Warehouses.RETRY_EVERY));

        warehouses.isAnswering();

        assertThat(warehouses.isFallbackAnswering()).isTrue();
    }

    @Test
    void shouldReturnToTheConfiguredWarehouseWhenItAnswersAgain() {
        first.failing = true;
        source();
        first.failing = false;
        now.set(now.get().plus(Warehouses.RETRY_EVERY));

        assertThat(source()).isEqualTo("first");
        assertThat(source()).isEqualTo("first");
    }

    @Test
    void shouldFailWithoutAFallback() {
        first.failing = true;
        Warehouses alone = new Warehouses(first, Optional.empty(), clock);

        assertThatThrownBy(() -> alone.answer(source -> source.warehouse().state())).isInstanceOf(WarehouseException.class);
    }

    @Test
    void shouldNotAskTheFallbackAboutTheConfiguredWarehouse() {
        first.failing = true;

        assertThatThrownBy(() -> warehouses.answerConfigured(source -> source.warehouse().state()))
                .isInstanceOf(WarehouseException.class);
        assertThat(second.asked).isZero();
    }

    @Test
    void shouldTellWhetherTheFallbackAnswers() {
        assertThat(warehouses.isFallbackAnswering()).isFalse();
        first.failing = true;
        source();
        assertThat(warehouses.isFallbackAnswering()).isTrue();
        assertThat(warehouses.isAnswering()).isTrue();

        second.failing = true;
        assertThat(warehouses.isAnswering()).isFalse();
    }

    @Test
    void shouldNotBeReadyWithoutAFallbackUntilTheConfiguredWarehouseAnswers() {
        Warehouses alone = new Warehouses(first, Optional.empty(), clock);
        first.failing = true;
        assertThat(alone.isAnswering()).isFalse();
        int asked = first.asked;

        first.failing = false;
        assertThat(alone.isAnswering()).isFalse();
        assertThat(first.asked).isEqualTo(asked);

        now.set(now.get().plus(Warehouses.RETRY_EVERY));
        assertThat(alone.isAnswering()).isTrue();
    }

    private String source() {
        return warehouses.answer(source -> {
            source.warehouse().state();
            return source.warehouse().name();
        });
    }

    private static final class Fixed implements Warehouse {

        private final String name;
        private boolean failing;
        private boolean busy;
        private int asked;

        private Fixed(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public WarehouseState state() {
            asked++;
            if (busy) {
                throw new WarehouseBusyException();
            }
            if (failing) {
                throw new WarehouseException(new SQLException("connection refused"));
            }
            return new WarehouseState("1", null, List.of());
        }

        @Override
        public <T> T read(Window requested, Work<T> work) {
            throw new UnsupportedOperationException();
        }
    }
}
