package dev.tavilypipeline.localstack.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import de.bwaldvogel.mongo.backend.KeyValue;

class IndexKeysTest {

    private static final String NESTLE = "nestl\u00e9 \ud83d\ude00 \u0000\uffff";

    private final IndexKeys keys = new IndexKeys();

    @Test
    void shouldReadWhatItWrites() {
        KeyValue key = new KeyValue(Arrays.asList(NESTLE, "", "x".repeat(70_000), null, -1.5, 7L,
                Instant.parse("2026-03-01T12:00:00.123Z"), true));
        WriteBuffer buffer = new WriteBuffer();
        keys.write(buffer, key);

        assertThat(keys.read(flipped(buffer))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = { NESTLE, "", "tesla" })
    void shouldReadTextsInFilesOfBefore(String text) {
        WriteBuffer buffer = new WriteBuffer();
        buffer.putVarInt(1).put((byte) 1).putVarInt(text.length()).putStringData(text, text.length());

        assertThat(keys.read(flipped(buffer))).isEqualTo(new KeyValue(List.of(text)));
    }

    @Test
    void shouldOrderByLengthAndThenByValues() {
        KeyValue missing = new KeyValue(Collections.singletonList(null));
        List<KeyValue> ordered = List.of(missing, new KeyValue("a"), new KeyValue("b"), new KeyValue("a", "a"));

        assertThat(ordered).isSortedAccordingTo(keys);
    }

    private static ByteBuffer flipped(WriteBuffer buffer) {
        return buffer.getBuffer().flip();
    }
}
