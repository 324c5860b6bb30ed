package dev.tavilypipeline.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.CloseableIterator;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tavilypipeline.contract.DeadLetterHeaders;
import dev.tavilypipeline.contract.Topics;

class BoundedRecordStreamTest {

    private static final int BOMB = 30_000_000;

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void shouldReplaceOnlyTheRecordThatIsTooLarge(CompressionType type) {
        SimpleRecord before = record("before", new byte[10]);
        SimpleRecord bomb = record("bomb", new byte[BOMB]);
        SimpleRecord largest = record("largest", new byte[Topics.MAX_RECORD_BYTES]);

        List<Record> read = readBack(type, before, bomb, largest, before);

        assertThat(read).extracting(Record::offset).containsExactly(0L, 1L, 2L, 3L);
        assertThat(read).extracting(Record::valueSize).containsExactly(10, -1, Topics.MAX_RECORD_BYTES, 10);
        assertThat(read).extracting(Record::timestamp).containsOnly(1_000L);
        assertThat(Utils.utf8(read.get(1).key())).isEqualTo("bomb");
        assertThat(read.get(1).headers()).containsExactly(
                new RecordHeader(DeadLetterHeaders.VALUE_BYTES, Integer.toString(BOMB).getBytes(UTF_8)),
                new RecordHeader(DeadLetterHeaders.VALUE_START, new byte[BoundedRecordStream.MAX_START_BYTES]));
        assertThat(read.get(2).value()).isEqualTo(largest.value());
        assertThat(read.get(3).headers()).containsExactly(new RecordHeader("h", "v".getBytes(UTF_8)));
    }

    /**
     * After an update of kafka-clients: compare {@link Compression} with its source, apply what has changed, and then change
     * this test.
     */
    @Test
    void shouldReplaceTheCompressionOfTheVersionThatItWasWrittenFor() throws Exception {
        assertThat(AppInfoParser.getVersion()).isEqualTo("4.1.2");
        List<URL> classes = Collections.list(
                Compression.class.getClassLoader().getResources("org/apache/kafka/common/compress/Compression.class"));
        assertThat(classes).hasSize(2);
        assertThat(sha256(classes.get(1)))
                .isEqualTo("15daca3f389c4dbad279d1c454eada416f9b63f2f4ad5e6e107d12e4b7d92a85");
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, names = "ZSTD")
    void shouldDropALargeKeyAndLargeHeaders(CompressionType type) {
        SimpleRecord largeKey = new SimpleRecord(1_000L, new byte[BOMB], null);
        SimpleRecord largeHeader = new SimpleRecord(1_000L, null, new byte[3],
                new RecordHeader[] { new RecordHeader("h", new byte[BOMB]) });

        List<Record> read = readBack(type, largeKey, largeHeader);

        assertThat(read).extracting(Record::keySize).containsOnly(-1);
        assertThat(read).extracting(Record::valueSize).containsOnly(-1);
        assertThat(read.get(1).headers()).containsExactly(
                new RecordHeader(DeadLetterHeaders.VALUE_BYTES, "3".getBytes(UTF_8)),
                new RecordHeader(DeadLetterHeaders.VALUE_START, new byte[3]));
    }

    private static String sha256(URL url) throws Exception {
        try (InputStream in = url.openStream()) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
        }
    }

    private static SimpleRecord record(String key, byte[] value) {
        return new SimpleRecord(1_000L, key.getBytes(UTF_8), value,
                new RecordHeader[] { new RecordHeader("h", "v".getBytes(UTF_8)) });
    }

    private static List<Record> readBack(CompressionType type, SimpleRecord... records) {
        MemoryRecords batch = MemoryRecords.withRecords(Compression.of(type).build(), records);
        List<Record> read = new ArrayList<>();
        for (RecordBatch each : MemoryRecords.readableRecords(ByteBuffer.wrap(Utils.toArray(batch.buffer()))).batches()) {
            try (CloseableIterator<Record> iterator = each.streamingIterator(BufferSupplier.create())) {
                iterator.forEachRemaining(read::add);
            }
        }
        return read;
    }
}
