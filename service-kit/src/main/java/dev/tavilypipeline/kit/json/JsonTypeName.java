package dev.tavilypipeline.kit.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What a value is called by those who write JSON, and do not know our types. */
final class JsonTypeName {

    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(int.class, "whole number"), Map.entry(Integer.class, "whole number"),
            Map.entry(long.class, "whole number"), Map.entry(Long.class, "whole number"),
            Map.entry(double.class, "number"), Map.entry(Double.class, "number"), Map.entry(BigDecimal.class, "number"),
            Map.entry(boolean.class, "boolean"), Map.entry(Boolean.class, "boolean"),
            Map.entry(String.class, "string"), Map.entry(UUID.class, "UUID"), Map.entry(Instant.class, "time in UTC"));

    private JsonTypeName() {
    }

    static String of(Class<?> type) {
        if (type.isEnum()) {
            return type.getSimpleName(); // the contract's own word
        }
        return Iterable.class.isAssignableFrom(type) || type.isArray() ? "array" : NAMES.getOrDefault(type, "object");
    }
}
