package dev.tavilypipeline.kit.http;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A path that every server reads alike: no escapes, no parameters behind {@code ;}, no empty segment, and none that starts with
 * a dot.
 */
public final class PlainPath {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_@~+-][A-Za-z0-9_@~+.-]*");

    private PlainPath() {
    }

    public static boolean isPlain(String path) {
        return path.startsWith("/")
                && Arrays.stream(path.substring(1).split("/", -1)).allMatch(segment -> SEGMENT.matcher(segment).matches());
    }
}
