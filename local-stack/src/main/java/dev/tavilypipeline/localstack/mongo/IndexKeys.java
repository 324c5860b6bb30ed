package dev.tavilypipeline.localstack.mongo;

import java.nio.ByteBuffer;

import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;

/** An index' keys in the order of their values; the store's own way serialises both keys for each comparison. */
final class IndexKeys extends BasicDataType<KeyValue> {

    private final ObjectDataType serialised = new ObjectDataType();

    @Override
    public int compare(KeyValue one, KeyValue other) {
        int order = Integer.compare(one.size(), other.size());
        for (int i = 0; order == 0 && i < one.size(); i++) {
            order = ValueComparator.asc().compare(one.get(i), other.get(i));
        }
        return order;
    }

    @Override
    public int getMemory(KeyValue key) {
        return 64 + key.stream().mapToInt(value -> value instanceof String text ? 48 + text.length() : 48).sum();
    }

    @Override
    public void write(WriteBuffer buffer, KeyValue key) {
        serialised.write(buffer, key);
    }

    @Override
    public KeyValue read(ByteBuffer buffer) {
        return (KeyValue) serialised.read(buffer);
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
