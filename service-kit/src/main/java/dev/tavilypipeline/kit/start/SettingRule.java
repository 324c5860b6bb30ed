package dev.tavilypipeline.kit.start;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.microprofile.config.spi.Converter;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.WithConverter;

/** The type of a mapped setting, the converter that reads it, and its {@link Allowed}, which may be null. */
record SettingRule(Class<?> type, Converter<?> converter, boolean ownConverter, Allowed allowed, boolean optional) {

    private static final Duration MIN_DURATION = Duration.ofMillis(1);

    static SettingRule of(Method setting, SmallRyeConfig converters) {
        WithConverter own = setting.getAnnotation(WithConverter.class);
        Type type = setting.getGenericReturnType();
        boolean optional = setting.getReturnType().getName().startsWith("java.util.Optional");
        if (type instanceof ParameterizedType parameterized && optional) {
            type = parameterized.getActualTypeArguments()[0];
        }
        Class<?> read = MethodType.methodType((Class<?>) type).wrap().returnType();
        Converter<?> converter = own == null ? converters.requireConverter(read) : create(own.value());
        return new SettingRule(read, converter, own != null, setting.getAnnotation(Allowed.class), optional);
    }

    private static Converter<?> create(Class<? extends Converter<?>> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " needs to be public, with a public constructor", e);
        }
    }

    /** @return how to fix the value, empty where it is valid */
    Optional<String> complaint(String text) {
        if (text.isBlank()) {
            return optional ? Optional.empty() : Optional.of(fix("give a value"));
        }
        if (type == Boolean.class && !text.matches("true|false")) {
            return Optional.of(fix("")); // the platform reads every other word as false
        }
        try {
            Object value = converter.convert(text);
            return value != null && permits(text, value) ? Optional.empty() : Optional.of(fix("give another value"));
        } catch (IllegalArgumentException e) {
            return Optional.of(fix(e.getMessage()));
        }
    }

    private boolean permits(String text, Object value) {
        if (value instanceof Duration time && time.compareTo(MIN_DURATION) < 0 && !isOff(time)) {
            return false;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return false;
        }
        return allowed == null || inRange(text, value);
    }

    /** Zero turns off what is off at zero. */
    private boolean isOff(Duration time) {
        return time.isZero() && allowed != null && allowed.offAtZero();
    }

    private boolean inRange(String text, Object value) {
        return (allowed.pattern().isEmpty() || text.matches(allowed.pattern()))
                && (allowed.from().isEmpty() || compare(value, allowed.from()) >= 0)
                && (allowed.to().isEmpty() || compare(value, allowed.to()) <= 0);
    }

    private int compare(Object value, String limit) {
        // an optional number is compared by what is in it
        return comparable(value).compareTo(comparable(converter.convert(limit)));
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> comparable(Object value) {
        if (value instanceof OptionalInt number) {
            return (Comparable<Object>) (Comparable<?>) Integer.valueOf(number.getAsInt());
        }
        return (Comparable<Object>) value;
    }

    private String fix(String otherwise) {
        if (allowed != null && !allowed.fix().isEmpty()) {
            return allowed.fix();
        }
        if (ownConverter) {
            return otherwise;
        }
        return switch (type.getSimpleName()) {
            case "Duration" -> "give a time above zero, such as 500ms, 10s or 2m";
            case "Boolean" -> "use true or false";
            case "Integer", "Long", "OptionalInt", "OptionalLong" -> "give a whole number";
            case "Double" -> "give a number";
            default -> otherwise;
        };
    }

    boolean secret() {
        return allowed != null && allowed.secret();
    }
}
