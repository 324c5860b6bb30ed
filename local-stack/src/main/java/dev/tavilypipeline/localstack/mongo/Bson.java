package dev.tavilypipeline.localstack.mongo;

import com.github.luben.zstd.Zstd;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * Documents as bytes: BSON, compressed from {@value #COMPRESSED_FROM} bytes on. The first bytes distinguish them: BSON begins
 * with its length, which never equals Zstandard's magic number.
 */
final class Bson {

    private static final int COMPRESSED_FROM = 4096;
    private static final int FASTEST = 1;

    private Bson() {
    }

    static byte[] encoded(Document document) {
        ByteBuf bson = Unpooled.buffer(COMPRESSED_FROM);
        BsonEncoder.encodeDocument(document, bson);
        byte[] bytes = ByteBufUtil.getBytes(bson);
        return bytes.length < COMPRESSED_FROM ? bytes : Zstd.compress(bytes, FASTEST);
    }

    static Document decoded(byte[] bytes) {
        int compressedFrom = (int) Zstd.getFrameContentSize(bytes);
        byte[] bson = compressedFrom > 0 ? Zstd.decompress(bytes, compressedFrom) : bytes;
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }
}
