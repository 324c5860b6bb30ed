package dev.tavilypipeline.bridge.split;

import java.util.Arrays;

/** Brings JSON that stands on several lines onto one, every token byte for byte as it was. */
final class OneLine {

    private OneLine() {
    }

    /** @param json valid JSON between {@code from} and {@code to}, so that a line break stands only between tokens */
    static byte[] of(byte[] json, int from, int to) {
        byte[] line = new byte[to - from];
        int length = 0;
        boolean inText = false;
        for (int i = from; i < to; i++) {
            byte b = json[i];
            if (inText && b == '\\') {
                line[length++] = b;
                line[length++] = json[++i];
            } else if (inText || !isBlank(b)) {
                line[length++] = b;
                inText ^= b == '"';
            }
        }
        return Arrays.copyOf(line, length);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
