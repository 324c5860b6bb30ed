package dev.tavilypipeline.analytics.kpi;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Makes records of rows: {@code costPerRunUsd} has the value of {@code cost_per_run_usd}. A missing count or sum is 0, anything
 * else that is missing is null. A number that its component cannot hold is null, with a warning.
 */
final class RowMapper<R extends Record> {

    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])[A-Z]");
    /** As the warehouse keeps money and credits. */
    private static final int DECIMALS = 8;

    private final Constructor<R> constructor;
    private final RecordComponent[] components;
    private final Consumer<String> warnings;

    RowMapper(Class<R> type, Consumer<String> warnings) {
        this.components = type.getRecordComponents();
        this.warnings = warnings;
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    static String columnOf(RecordComponent component) {
        return CAPITAL.matcher(component.getName()).replaceAll("_$0").toLowerCase(Locale.ROOT);
    }

    R map(Map<String, Object> row) {
        Object[] values = Arrays.stream(components)
                .map(component -> value(columnOf(component), component.getType(), row.get(columnOf(component)))).toArray();
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(String column, Class<?> type, Object value) {
        if (type == long.class || type == int.class) {
            long count = value == null ? 0 : ((Number) value).longValue();
            return type == long.class ? (Object) count : (Object) Math.toIntExact(count);
        }
        if (value == null || !Number.class.isAssignableFrom(type)) {
            return value;
        }
        Number number = fitting(type, (Number) value);
        if (number == null) {
            warnings.accept(column + " is too large to be shown");
        }
        return number;
    }

    private static Number fitting(Class<?> type, Number value) {
        if (!Double.isFinite(value.doubleValue())) {
            return null;
        }
        if (type == Double.class) {
            return value.doubleValue();
        }
        BigDecimal exact = value instanceof BigInteger whole ? new BigDecimal(whole) : new BigDecimal(value.toString());
        if (type == BigDecimal.class) {
            return exact.setScale(DECIMALS, RoundingMode.HALF_UP);
        }
        return exact.stripTrailingZeros().precision() - exact.stripTrailingZeros().scale() > 18 ? null : exact.longValue();
    }
}
