package dev.tavilypipeline.analytics.kpi;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
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
    /** Everything else that is missing is null. */
    private static final Map<Class<?>, Object> MISSING = Map.of(long.class, 0L, int.class, 0, boolean.class, false,
            BigDecimal.class, BigDecimal.ZERO.setScale(DECIMALS));

    private final Constructor<R> constructor;
    private final Class<?>[] types;
    private final String[] columns;
    private final Consumer<String> warnings;

    RowMapper(Class<R> type, Consumer<String> warnings) {
        RecordComponent[] components = type.getRecordComponents();
        this.types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        this.columns = Arrays.stream(components).map(RowMapper::columnOf).toArray(String[]::new);
        this.warnings = warnings;
        try {
            this.constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    static String columnOf(RecordComponent component) {
        return CAPITAL.matcher(component.getName()).replaceAll("_$0").toLowerCase(Locale.ROOT);
    }

    R map(Map<String, Object> row) {
        Object[] values = new Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(columns[i], types[i], row.get(columns[i]));
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(String column, Class<?> type, Object value) {
        if (value == null) {
            return MISSING.get(type);
        }
        if (!(value instanceof Number number)) {
            return value;
        }
        try {
            return fitting(type, number);
        } catch (ArithmeticException e) {
            warnings.accept(column + " has a value that is too large to be shown");
            return type.isPrimitive() ? MISSING.get(type) : null;
        }
    }

    /** @throws ArithmeticException if the type cannot hold it */
    private static Object fitting(Class<?> type, Number value) {
        if (!Double.isFinite(value.doubleValue())) {
            throw new ArithmeticException();
        }
        if (type == Double.class) {
            return value.doubleValue();
        }
        BigDecimal exact = new BigDecimal(value.toString());
        if (type == BigDecimal.class) {
            return exact.setScale(DECIMALS, RoundingMode.HALF_UP);
        }
        return type == int.class || type == Integer.class ? (Object) exact.intValueExact() : (Object) exact.longValueExact();
    }
}
