package dev.tavilypipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.assertj.core.data.Percentage;

/** Compares an answer with what is expected: counts and money exactly, what was divided or interpolated to 9 digits. */
final class Figures {

    private Figures() {
    }

    static void assertSame(String what, Object actual, Object expected) {
        if (expected instanceof Map<?, ?> map) {
            assertThat(((Map<?, ?>) actual).keySet()).as(what).isEqualTo(map.keySet());
            map.forEach((name, value) -> assertSame(what + "." + name, ((Map<?, ?>) actual).get(name), value));
        } else if (expected instanceof List<?> list) {
            assertThat((List<?>) actual).as(what).hasSameSizeAs(list);
            for (int i = 0; i < list.size(); i++) {
                assertSame(what + "[" + i + "]", ((List<?>) actual).get(i), list.get(i));
            }
        } else if (expected instanceof Double number) {
            assertThat(((Number) actual).doubleValue()).as(what).isCloseTo(number, Percentage.withPercentage(1e-7));
        } else if (expected instanceof BigDecimal money) {
            assertThat(new BigDecimal(actual.toString())).as(what).isEqualByComparingTo(money);
        } else if (expected instanceof Long count) {
            assertThat(new BigDecimal(actual.toString())).as(what).isEqualByComparingTo(BigDecimal.valueOf(count));
        } else {
            assertThat(actual).as(what).isEqualTo(expected);
        }
    }
}
