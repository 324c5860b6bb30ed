package dev.tavilypipeline.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class RowMapperTest {

    record Row(long runs, Long tokens, Integer hour, Double avgMs, BigDecimal costUsd, String name) {
    }

    private final List<String> warnings = new ArrayList<>();
    private final RowMapper<Row> mapper = new RowMapper<>(Row.class, warnings::add);

    @Test
    void shouldReadEveryDriversNumbers() {
        assertThat(mapper.map(Map.of("runs", new BigDecimal("3"), "tokens", BigInteger.TEN, "hour", 7L, "avg_ms", 1,
                "cost_usd", 0.21600000000000003, "name", "x")))
                .isEqualTo(new Row(3, 10L, 7, 1.0, new BigDecimal("0.21600000"), "x"));
    }

    @Test
    void shouldTakeAMissingCountOrSumForZeroAndNothingElse() {
        assertThat(mapper.map(Map.of())).isEqualTo(new Row(0, null, null, null, new BigDecimal("0.00000000"), null));
        assertThat(warnings).isEmpty();
    }

    @Test
    void shouldWarnOfWhatIsTooLarge() {
        Map<String, Object> row = new HashMap<>();
        row.put("tokens", BigInteger.TWO.pow(63));
        row.put("avg_ms", Double.POSITIVE_INFINITY);

        assertThat(mapper.map(row)).isEqualTo(new Row(0, null, null, null, new BigDecimal("0.00000000"), null));
        assertThat(warnings).containsExactly("tokens has a value that is too large to be shown",
                "avg_ms has a value that is too large to be shown");
    }
}
