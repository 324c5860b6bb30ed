package dev.tavilypipeline.localstack.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;

/**
 * Compares and serialises the keys of an index. Shorter keys come first, keys of the same length follow the order of their
 * values. The file's own type would use Java serialisation for both.
 */
final class IndexKeys extends BasicDataType<KeyValue> {

    private static final byte NULL = 0;
    /** As H2 writes strings: read only, in files of before. */
    private static final byte H2_TEXT = 1;
    private static final byte NUMBER = 2;
    private static final byte TIME = 3;
    private static final byte OTHER = 4;
    /** Length in bytes, then UTF-8. H2 writes a string character by character, which took a third of this server's time. */
    private static final byte TEXT = 5;

    private final ObjectDataType others = new ObjectDataType();

    @Override
    public int compare(KeyValue one, KeyValue other) {
        int order = Integer.compare(one.size(), other.size());
        for (int i = 0; order == 0 && i < one.size(); i++) {
            order = compareValues(one.get(i), other.get(i));
        }
        return order;
    }

    static int compareValues(Object one, Object other) {
        return one instanceof String text && other instanceof String otherText
                ? text.compareTo(otherText)
                : ValueComparator.asc().compare(one, other);
    }

    @Override
    public int getMemory(KeyValue key) {
        return 64 + key.stream().mapToInt(value -> value instanceof String text ? 48 + text.length() : 48).sum();
    }

    @Override
    public void write(WriteBuffer buffer, KeyValue key) {
        buffer.putVarInt(key.size());
        for (Object value : key) {
            writeValue(buffer, value);
        }
    }

    private void writeValue(WriteBuffer buffer, Object value) {
        if (value == null) {
            buffer.put(NULL);
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(UTF_8);
            buffer.put(TEXT).putVarInt(bytes.length).put(bytes);
        } else if (value instanceof Double number) {
            buffer.put(NUMBER).putDouble(number);
        } else if (value instanceof Instant time) {
            buffer.put(TIME).putLong(time.toEpochMilli());
        } else {
            others.write(buffer.put(OTHER), value);
        }
    }

    @Override
    public KeyValue read(ByteBuffer buffer) {
        int size = DataUtils.readVarInt(buffer);
        List<Object> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(readValue(buffer));
        }
        return new KeyValue(values);
    }

    private Object readValue(ByteBuffer buffer) {
        return switch (buffer.get()) {
            case NULL -> null;
            case TEXT -> readText(buffer);
            case H2_TEXT -> DataUtils.readString(buffer, DataUtils.readVarInt(buffer));
            case NUMBER -> buffer.getDouble();
            case TIME -> Instant.ofEpochMilli(buffer.getLong());
            default -> others.read(buffer);
        };
    }

    private static String readText(ByteBuffer buffer) {
        byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(bytes);
        return new String(bytes, UTF_8);
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
