package dev.tavilypipeline.localstack.mongo;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Documents in the file as they came over the wire; Java's serialisation, the store's own way, takes several times as much. */
final class BsonValues extends BasicDataType<Document> {

    private static final int BYTES_A_VALUE = 48;

    /** A guess that is quick: by it the store decides when a page is full. */
    @Override
    public int getMemory(Document document) {
        return memory(document);
    }

    @Override
    public void write(WriteBuffer buffer, Document document) {
        ByteBuf bson = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bson);
        buffer.putVarInt(bson.readableBytes()).put(bson.nioBuffer());
    }

    @Override
    public Document read(ByteBuffer buffer) {
        int length = DataUtils.readVarInt(buffer);
        ByteBuffer bson = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }

    private static int memory(Object value) {
        if (value instanceof String text) {
            return BYTES_A_VALUE + text.length();
        }
        if (value instanceof Map<?, ?> map) {
            return BYTES_A_VALUE
                    + map.entrySet().stream().mapToInt(entry -> memory(entry.getKey()) + memory(entry.getValue())).sum();
        }
        if (value instanceof Collection<?> list) {
            return BYTES_A_VALUE + list.stream().mapToInt(BsonValues::memory).sum();
        }
        return BYTES_A_VALUE;
    }
}
