package dev.tavilypipeline.analytics.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;

/**
 * Compares an answer, of JSON or the texts of CSV, with what is expected: counts and money exactly, what was divided or
 * interpolated to 9 digits.
 */
public final class Figures {

    private static final Percentage NINE_DIGITS = Percentage.withPercentage(1e-7);

    private Figures() {
    }

    public static void assertSame(String what, Object actual, Object expected) {
        if (actual == null || expected == null) {
            assertThat(actual).as(what).isEqualTo(expected);
        } else if (expected instanceof Map<?, ?> map) {
            assertThat(((Map<?, ?>) actual).keySet()).as(what).isEqualTo(map.keySet());
            map.forEach((name, value) -> assertSame(what + "." + name, ((Map<?, ?>) actual).get(name), value));
        } else if (expected instanceof List<?> list) {
            assertThat((List<?>) actual).as(what).hasSameSizeAs(list);
            for (int i = 0; i < list.size(); i++) {
                assertSame(what + "[" + i + "]", ((List<?>) actual).get(i), list.get(i));
            }
        } else {
            assertSameValue(what, actual.toString(), expected);
        }
    }

    private static void assertSameValue(String what, String actual, Object expected) {
        if (expected instanceof Double number) {
            assertThat(Double.parseDouble(actual)).as(what).isCloseTo(number, NINE_DIGITS);
        } else if (expected instanceof RoundedMoney money) {
            assertThat(Double.parseDouble(actual)).as(what).isCloseTo(money.usd(), Offset.offset(1e-8));
        } else if (expected instanceof BigDecimal || expected instanceof Long) {
            assertThat(new BigDecimal(actual)).as(what).isEqualByComparingTo(new BigDecimal(expected.toString()));
        } else if (expected instanceof Instant time) {
            assertThat(Instant.parse(actual)).as(what).isEqualTo(time);
        } else {
            assertThat(actual).as(what).isEqualTo(expected.toString());
        }
    }
}
