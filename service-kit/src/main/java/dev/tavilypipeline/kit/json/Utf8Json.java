package dev.tavilypipeline.kit.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** JSON travels as UTF-8. A parser also guesses at other encodings, and looks at no text that it passes over. */
public final class Utf8Json {

    /** By so many bytes a parser tells UTF-16 and UTF-32, in which one of them is 0. */
    private static final int GUESSED_BY = 4;

    private Utf8Json() {
    }

    public static boolean is(byte[] json) {
        for (int i = 0; i < Math.min(GUESSED_BY, json.length); i++) {
            if (json[i] == 0) {
                return false;
            }
        }
        return ByteBufUtil.isText(Unpooled.wrappedBuffer(json), UTF_8);
    }
}
