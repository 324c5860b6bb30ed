package dev.tavilypipeline.kit.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class Utf8JsonTest {

    private static final String[] PIECES = { "plain text", "\"", "é", "€", "\uD835\uDC00", "{\"a\":1}", "" };

    @Test
    void shouldAgreeWithTheDecoderOnTextWithChangedBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = text(random);
            for (int changes = random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) (1 + random.nextInt(255));
            }
            assertThat(Utf8Json.is(bytes)).as("%s", HexFormat.of().formatHex(bytes)).isEqualTo(decodes(bytes));
        }
    }

    @Test
    void shouldAgreeWithTheDecoderOnEveryPairOfBytes() {
        for (int pair = 0; pair < 1 << 16; pair++) {
            byte[] bytes = { 'x', 'x', 'x', 'x', (byte) (pair >> 8), (byte) pair };
            assertThat(Utf8Json.is(bytes)).as("%04x", pair).isEqualTo(decodes(bytes));
        }
    }

    @Test
    void shouldRefuseAnotherEncoding() {
        assertThat(Utf8Json.is("{\"a\":1}".getBytes(UTF_16LE))).isFalse();
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, random.nextInt(8)).forEach(i -> text.append(PIECES[random.nextInt(PIECES.length)]));
        return text.toString().getBytes(UTF_8);
    }

    private static boolean decodes(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
