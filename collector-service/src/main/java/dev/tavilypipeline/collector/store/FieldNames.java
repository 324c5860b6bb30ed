package dev.tavilypipeline.collector.store;

/** Turns a fact's key into a field name that MongoDB can address with {@code $set}, and back. */
final class FieldNames {

    private FieldNames() {
    }

    static String encode(String key) {
        return key.replace("%", "%25").replace(".", "%2E").replace("$", "%24").replace("\0", "%00");
    }

    static String decode(String field) {
        return field.replace("%00", "\0").replace("%24", "$").replace("%2E", ".").replace("%25", "%");
    }
}
