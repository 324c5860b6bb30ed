package dev.tavilypipeline.kit.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** JSON must be UTF-8. A parser also guesses other encodings, and does not check a text that it skips. */
public final class Utf8Json {

    /** A parser recognizes UTF-16 and UTF-32 by these bytes, one of which is 0. */
    private static final int BYTES_OF_GUESS = 4;

    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int MAX_SEQUENCE_BYTES = 4;
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private Utf8Json() {
    }

    public static boolean is(byte[] json) {
        for (int i = 0; i < Math.min(BYTES_OF_GUESS, json.length); i++) {
            if (json[i] == 0) {
                return false;
            }
        }
        return isUtf8(json);
    }

    /** Eight ASCII bytes at a time: nearly all JSON is ASCII. */
    private static boolean isUtf8(byte[] text) {
        ByteBuf buffer = Unpooled.wrappedBuffer(text);
        int i = 0;
        while (i < text.length) {
            if (i + Long.BYTES <= text.length && ((long) EIGHT_BYTES.get(text, i) & NOT_ASCII) == 0) {
                i += Long.BYTES;
                continue;
            }
            int length = lengthOfSequence(text[i]);
            if (length > text.length - i || !ByteBufUtil.isText(buffer, i, length, UTF_8)) {
                return false;
            }
            i += length;
        }
        return true;
    }

    private static int lengthOfSequence(byte first) {
        int ones = Integer.numberOfLeadingZeros(~(first << (Integer.SIZE - Byte.SIZE)));
        return Math.max(1, Math.min(ones, MAX_SEQUENCE_BYTES));
    }
}
