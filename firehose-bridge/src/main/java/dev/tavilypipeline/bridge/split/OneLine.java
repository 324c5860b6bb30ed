package dev.tavilypipeline.bridge.split;

import java.util.Arrays;

/** Writes JSON of several lines on one line, and leaves every token as it is. */
final class OneLine {

    private OneLine() {
    }

    /** @param json valid JSON from {@code from} to {@code to}: a line break is only between tokens */
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
